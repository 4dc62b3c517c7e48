"""Attachments: received, checked by content, kept by SHA-256, handed out as downloads. Knows no subject.

What a citizen attaches is evidence (CPACA art. 15: a form may not limit it), so what is accepted is kept as it came;
only pictures are written anew, without the place, time and device that a phone hides in them. PDF, office, audio and
video files keep their own metadata: the form says so to who files anonymously.
Entry points: `services.receive_all` and `services.register` to keep, `queries.list_archivos` to read,
`web.send_archivo` to hand out, `jobs.remove_orphans` to tidy.
"""
