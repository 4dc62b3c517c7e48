"""The periodic work of the whole portal, in one readable list. `flask worker` runs it; `flask jobs list` shows it."""

from datetime import time, timedelta

from portal.jobs.plan import Job

JOBS: tuple[Job, ...] = (
    Job("pqrs.recalcular", "Recalcular vencimientos si cambió el calendario", "portal.pqrs.jobs:recalcular", every=timedelta(minutes=5)),
    Job("pqrs.vencer_requerimientos", "Pasar a decisión lo que nadie completó", "portal.pqrs.jobs:vencer_requerimientos", at=time(0, 10)),
    Job("pqrs.operar_silencios", "Anotar lo que la ley da por aceptado", "portal.pqrs.jobs:operar_silencios", at=time(0, 20)),
    Job("pqrs.sellar_identidades", "Sellar la identidad de quien denuncia", "portal.pqrs.jobs:sellar_identidades", at=time(0, 30)),
    Job(
        "pqrs.ubicar",
        "Poner en su territorio los casos con punto",
        "portal.pqrs.services.territorios:ubicar_casos",
        at=time(0, 40),
    ),
    Job("pqrs.recordar", "Recordar a los funcionarios lo que se va a vencer", "portal.pqrs.jobs:recordar", at=time(6)),
    Job("pqrs.recordar_encargos", "Recordar lo que otra dependencia pidió", "portal.pqrs.jobs_encargos:recordar_encargos", at=time(6, 15)),
    Job(
        "pqrs.recordar_leyendas",
        "Recordar la leyenda de los reclamos",
        "portal.pqrs.jobs_leyendas:recordar_leyendas",
        at=time(6, 20),
    ),
    Job(
        "pqrs.recordar_pendientes",
        "Recordar notificar, decidir recursos y enviar al juez",
        "portal.pqrs.jobs_pendientes:recordar_pendientes",
        at=time(6, 20),
    ),
    Job("pqrs.resumir", "Enviar a cada funcionario lo que espera por él", "portal.pqrs.jobs_resumen:resumir", at=time(6, 30)),
    Job("pqrs.contar_estadisticas", "Contar las cifras de las PQRSD", "portal.pqrs.jobs:contar_estadisticas", at=time(1)),
    Job("pqrs.sugerencias", "Aprender de los casos respondidos", "portal.pqrs.jobs_sugerencias:entrenar", every=timedelta(days=7)),
    Job(
        "pqrs.preparar_informes", "Preparar los informes del período que terminó", "portal.pqrs.jobs_informes:preparar_informes", at=time(5)
    ),
    Job("audit.print_head", "Publicar la huella del registro de actos", "portal.audit.heads:print_daily_head", at=time(0, 5)),
    Job("pqrs.leer_correo", "Leer el correo que llega", "portal.pqrs.jobs_correo:leer_correo", every=timedelta(minutes=2)),
    Job("pqrs.agrupar", "Buscar solicitudes que piden lo mismo", "portal.pqrs.jobs_grupos:agrupar", every=timedelta(minutes=10)),
    Job(
        "pqrs.entregar_unicas",
        "Llevar la respuesta única a cada caso",
        "portal.pqrs.jobs_grupos:entregar_unicas",
        every=timedelta(minutes=2),
    ),
    Job("files.remove_orphans", "Borrar archivos sin radicado", "portal.files.jobs:remove_orphans", at=time(2)),
    Job("pqrs.borrar_correos", "Borrar los correos que no son solicitudes", "portal.pqrs.jobs_correo:borrar_correos", at=time(1, 45)),
    Job("web.delete_sessions", "Borrar sesiones terminadas hace más de 30 días", "portal.web.jobs:delete_sessions", at=time(2, 15)),
    Job("web.delete_form_keys", "Borrar claves de formularios de hace más de 30 días", "portal.web.jobs:delete_form_keys", at=time(2, 30)),
    Job("web.delete_counters", "Borrar conteos de intentos ya vencidos", "portal.web.jobs:delete_counters", every=timedelta(hours=1)),
    Job("jobs.delete_old_runs", "Borrar el historial viejo de tareas", "portal.jobs.services:delete_old_runs", at=time(2, 45)),
)
