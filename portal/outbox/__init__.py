"""Letters to send. They are written down in the act's own transaction and sent afterwards by the worker.

What was committed is sent, what was rolled back never was; without a mail server everything waits and the staff page
shows it. Nouns: OutboxMail. Entry points: `services.enqueue`, `services.on_sent`; `delivery.send_due` for the worker.
Law: CPACA arts. 56 and 67 (electronic notification needs proof of what was sent and when).
"""
