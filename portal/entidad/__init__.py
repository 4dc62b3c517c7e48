"""The municipality itself: profile, dependencias, funcionarios, roles, local non-working days, and their sign-in.

Nouns: Entidad (one row: the municipality's profile and policies), Dependencia, Funcionario, Rol, DiaLocal.
Law: CPACA arts. 7, 8 and 22 (public service, information, internal petition regulation); Ley 4 de 1913 art. 62
(non-working days). Entry points: `services` to change, `queries` to read, `views` for the pages.
"""
