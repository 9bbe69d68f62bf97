### Lo que Guidepost dice con sus propias palabras, en español. README.md, al lado, explica cómo traducir.

## On buttons and lists

more = Más
back = Atrás
show = Mostrar en el canal
help = ¿Qué sabes hacer?
topics = Ver preguntas
roles = Todos los puestos
roadmap = Ruta
skills = Habilidades
pick = ¿Querías decir…?
pick-listed = Elige qué abrir…
choose = Elige…
related = Preguntas relacionadas
more-about-this = Más sobre esto…
read-privately = Leer en privado

## Over lists of skills: those a job needs, those that make it easier, those for working with people

skills-core = Esenciales
skills-helpful = Útiles
skills-human = Con las personas

## Replies: a title, and what stands below it

unknown = No conozco ese comando o botón
    .text = Puede ser de otra versión mía. Vuelve a preguntar o mira qué sé hacer.
too-long = Es más de lo que puedo leer de una vez
    .text = Tu texto tiene { $length } caracteres; leo { $limit } como máximo. Pregunta en una o dos frases.
# What people write who want to know what the bot can do. With commas between.
help-words = ayuda, ayúdame, qué puedes hacer, comandos
missing = Falta algo
    .text = Dime sobre qué quieres saber, por ejemplo { $example }.
no-words = Necesito palabras
    .text = No hay ninguna letra en tu pregunta. Hazla en pocas palabras, por ejemplo: { $example }
broken = Algo ha fallado por mi parte
    .text = Vuelve a intentarlo en un momento. Si sigue igual, dale este código a quien me administra: { $code }.
nothing = Eso no lo sé
    .text = No tengo respuesta para «{ $asked }». Solo cito lo que otras personas escribieron en mi biblioteca, en inglés, así que prefiero decirlo antes que adivinar.
    .rephrase = Pregunta con otras palabras, o sobre una sola cosa a la vez.
    .look-up = Busca una palabra con { $what-is }, o un puesto con { $skills } y { $roadmap }.
    .browse = Mira lo que ya tiene respuesta con { $faq }.
unsure = No sé bien a qué te refieres
    .text = Puede que sea una de estas opciones:
likely = Lo más cercano que tengo
    .text = No estoy seguro de que responda a tu pregunta; puede ser una parte de la respuesta.
    .whole = Leerlo entero
likely-private = Puede que tenga algo sobre eso
    .text = No estoy seguro de que responda a tu pregunta, así que solo tú puedes abrirlo, con este botón.
in-english = Lo que sigue está en inglés, tal como alguien lo escribió.
by-people = Esto lo escribieron personas; nada está generado.
other-trade = De eso no sé nada
    .text = Sé de trabajar en tecnología, pero nada de esto: { $trade }. Estas páginas saben más:
lacks-section = Nadie ha escrito todavía sobre eso para { $title }
    .text = Lo más cercano que hay:
greeting = ¡Hola!
    .text = Pregúntame lo que quieras sobre trabajar en tecnología, por ejemplo: { $example }
well-being = ¡Bien, gracias!
    .text = Yo no me canso. Pregúntame lo que quieras sobre trabajar en tecnología, por ejemplo: { $example }
thanks = De nada
    .text = Pregunta otra vez cuando quieras.
goodbye = Hasta luego
    .text = Suerte, y vuelve con la próxima pregunta.
agreement = Bien
    .text = Aquí estoy cuando tengas una pregunta.
identity = Soy un bot
    .text = Cito textos que escribieron personas, palabra por palabra, con sus fuentes. No invento nada, y ningún modelo de lenguaje escribe mis respuestas.
gone = Ese texto ya no está aquí
    .text = Se cambió de nombre o se quitó después de escribir este mensaje. Vuelve a preguntar o echa un vistazo.
no-role = { $title } no es un puesto
    .text = Conozco { $title } como { $kind ->
        [role] un puesto
        [skill] una habilidad
        [term] un término
        [faq] un tema con preguntas
       *[guide] una guía
    }. Este comando es para puestos.
no-facet = { $facet ->
        [responsibilities] Nadie ha escrito todavía qué se hace en este puesto.
        [skills] Nadie ha escrito todavía qué habilidades pide.
        [roadmap] Nadie ha escrito todavía una ruta para esto.
       *[other] Nadie ha escrito todavía sobre eso.
    }
wait = Un momento, por favor
    .text = Has preguntado mucho en poco tiempo. Vuelve a preguntar en { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }.
which-role = ¿De qué puesto?
    .text = No sé de qué puesto hablas. Nómbralo en tu pregunta o elígelo.
busy = Muchos preguntan a la vez
    .text = No puedo buscarlo a tiempo. Vuelve a preguntar en un momento.
queued = Muchos preguntan aquí a la vez
    .text = Tu respuesta llega en unos { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }.
role-mentioned = No veo tu texto
    .text = Has llamado a mi rol, y Discord solo me muestra lo que me menciona por mi nombre. Elígeme a mí, no a mi rol, en la lista.
no-workspace = Este espacio de trabajo no está conectado
    .text = Quien me gestiona no me ha dado un token para él. Díselo.
kept-private = Aquí las respuestas son privadas
    .text = Pulsa el botón para leerla a solas, o pregunta con { $ask }.
dismissed = Descartado
    .text = El mensaje ya no está.
not-mine = Eso no lo escribí yo
    .text = Solo puedo descartar mis propios mensajes.
not-yours = No te corresponde descartarlo
    .text = Puede hacerlo quien lo preguntó o quien gestione los mensajes aquí.
same = Es una misma cosa
    .text = Los dos nombres significan { $title }. Di dos cosas distintas para comparar.
versus = { $one } y { $other }
# Headings in a comparison: the definitions, the passages about differences; over lists of skills.
compare-short = En breve
compare-differ = En qué se diferencian
compare-both = Ambos
compare-only = Solo { $title }
# Over the column of a table that says to which group of a list something belongs.
table-group = Grupo

## Lo que se recuerda

solved = Resuelto
stuck = Sigo sin resolverlo
take-back = Retirar mi opinión
vote-solved = Gracias
    .text = Guardo que «{ $title }» resolvió tu duda.
vote-stuck = Guardado: aún sin resolver
    .text = Guardo que «{ $title }» no resolvió tu duda.
    .next = Esto es lo siguiente más cercano:
    .no-next = Nada más se acerca. Pregunta con otras palabras o mira las listas.
    .missed = Si quieres, dime qué faltaba. Basta con pulsar un botón:
# On buttons: what an answer lacked.
missed = { $reason ->
        [wrong] Incorrecto
        [outdated] Desactualizado
        [off-topic] No es lo que pregunté
       *[too-long] Demasiado largo
    }
missed-kept = Gracias
    .text = Guardo con tu código qué faltaba en «{ $title }»: { $reason ->
        [wrong] es incorrecto
        [outdated] está desactualizado
        [off-topic] no es lo que preguntaste
       *[too-long] es demasiado largo
    }. Quienes lo escribieron solo ven cuántas veces se dijo.
missed-known = Eso ya está guardado
    .text = Ya dijiste una vez qué faltaba en «{ $title }», o retiraste tu opinión.
vote-withdrawn = Retirada
    .text = Tu opinión sobre «{ $title }» está borrada.
not-kept = No sé si ha quedado hecho
    .text = Mi memoria no responde en este momento, así que no puedo prometerlo. Inténtalo de nuevo en un momento. Si sigue igual, dale este código a quien me administra: { $code }.
no-store = Aquí no guardo nada
    .text = Donde estás no recuerdo opiniones, preguntas ni ajustes.
not-allowed = Eso es para mentores y admins
    .text = Si deberías ser uno de ellos, pregunta a un admin de esta comunidad.
off = Aquí no respondo
    .text = Esta comunidad me ha desactivado en este lugar.
gaps = Preguntas sin respuesta
    .none = No hay ninguna: todo lo que se preguntó tiene respuesta.
    .asked = preguntada { $count ->
        [one] una vez
       *[other] { $count } veces
    }, la última el { $last }
    .doubts = Respondida con dudas: { $count }
    .waiting = { $count ->
        [one] Una pregunta espera
       *[other] { $count } preguntas esperan
    } en el canal de los mentores, la más antigua desde { $day }.
    .expired = (su texto ha caducado)
gap = Sin respuesta
    .times = Preguntada { $count ->
        [one] una vez
       *[other] { $count } veces
    }, la primera el { $first }, la última el { $last }. Lo más cercano:
    .examples = Preguntada con otras palabras
    .missed = Lo que faltaba en «{ $title }»: { $reason ->
        [wrong] incorrecto
        [outdated] desactualizado
        [off-topic] no es lo que se preguntó
       *[too-long] demasiado largo
    } ({ $count })
gap-gone = Eso ya está cerrado
    .text = Puede que alguien fuera más rápido, o que el botón sea antiguo.
gap-closed = Cerrada
    .text = «{ $question }» ya no está en la lista.
gap-answered = La biblioteca ya responde a «{ $question }». La pregunta ya no está en la lista.
gap-still-open = Todavía sin respuesta
    .text = Nada en la biblioteca responde aún a «{ $question }».
gap-point = Indicar una entrada
gap-point-which = ¿Qué pasaje la responde?
    .text = «{ $question }» y sus otras formulaciones llevarán allí, solo en esta comunidad.
gap-pointed = Ahora lleva allí
    .text = «{ $question }» se responde con «{ $title }» en esta comunidad en cuanto vuelva a leer mi biblioteca, en unos segundos. Ya no está en la lista.
gap-reopen = Deshacer
gap-reopened = De nuevo en la lista
    .text = La pregunta no lleva a ninguna parte y sigue sin respuesta, como antes.
ask-again = ¿Ya tiene respuesta?
not-for-us = No es para nosotros
all-gaps = Todas
ask-mentor = Preguntar a mentores
# Titles of forms and labels of their text: at most 45 characters.
ticket-form = Preguntar a los mentores, sin tu nombre
    .question = Tu pregunta
    .to = Tu respuesta a { $handle }
    .answer = Tu respuesta
    .back = Responder a los mentores
    .message = Tu mensaje
form-send = Enviar
ticket-sent = Enviada a los mentores
    .text = La leen en su canal como una pregunta de { $handle } y no ven quién eres. La respuesta te llega por mensaje directo. Hasta entonces, 14 días como mucho, guardo tu ID para eso; { $my-data } lo muestra.
ticket-too-many = Por hoy es suficiente
    .text = En 24 horas llegan a los mentores tres preguntas de cada persona. Inténtalo más tarde.
ticket-refused = Los mentores no aceptan preguntas tuyas
    .text = Lo decidió alguien que administra esta comunidad, sin saber quién eres. Pregunta a un admin.
no-mentors = Aquí no hay canal de mentores
    .text = Quien administra esta comunidad puede elegir uno en los ajustes.
ticket = Una pregunta para los mentores
    .text = De { $handle }, cuyo nombre no digo a nadie. Lo que respondas le llega por mensaje directo.
ticket-answer = Responder
ticket-claim = Me encargo
ticket-hand-back = Devolver
ticket-close = Cerrar
ticket-block = Bloquear a quien pregunta
ticket-yours = Es tuya
    .text = El hilo dice que alguien se encarga. Respóndela o devuélvela.
ticket-handed-back = Devuelta
    .text = Cualquiera puede encargarse de nuevo.
ticket-blocked = Bloqueado
    .text = Sea quien sea { $handle }, no puede enviar nada a los mentores de esta comunidad durante 90 días. Nadie sabrá quién es.
ticket-solved = Me alegro
    .text = He olvidado tu ID, y los mentores leen que está resuelto.
ticket-taken = Eso ya no se puede
    .text = Otra persona se encarga, o ya está resuelta.
ticket-answered = En camino
    .text = { $handle } recibe tu respuesta por mensaje directo, sin tu nombre.
ticket-written-back = Enviado
    .text = Los mentores lo leen en su canal.
ticket-reply = Responde un mentor
    .asked = Preguntaste: «{ $question }»
ticket-back = Responder
ticket-not-posted = No se puede contactar con los mentores
    .text = No puedo escribir en su canal, o ya no existe; nadie ha leído «{ $question }». Díselo a un admin de la comunidad.
ticket-note = { $what ->
        [taken] Un mentor se encarga de la pregunta de { $handle }.
        [handed-back] La pregunta de { $handle } fue devuelta y vuelve a estar libre.
        [answered] Un mentor respondió a { $handle }:
        [wrote-back] { $handle } responde:
        [solved] { $handle } dice que está resuelto.
       *[unreachable] No se puede contactar con { $handle }: no admite mensajes directos, o se fue. Tu respuesta no se ha leído.
    }
my-data = Lo que guardo sobre ti
    .text = Solo te conozco por un código que saco de tu ID. Con él guardo:
    .none = Nada: ninguna opinión, ninguna pregunta, ningún mensaje.
    .vote = { $day }: «{ $title }» { $opinion ->
        [helpful] te pareció útil
       *[unhelpful] no te pareció útil
    }
    .missed = { $day }: dijiste qué faltaba en { $passage }: { $reason ->
        [wrong] incorrecto
        [outdated] desactualizado
        [off-topic] no es lo que preguntaste
       *[too-long] demasiado largo
    }
    .wording = { $day }: hiciste que «{ $wording }» lleve a un pasaje
    .question = { $day }: preguntaste «{ $question }» y no tuve respuesta
    .ticket = { $day }: enviaste a los mentores «{ $question }»
    .setting = { $day }: cambiaste el ajuste { $setting }
    .country = { $day }: me dijiste tu país: { $country }
    .progress = { $day }: marcaste «{ $title }»
    .owed = hasta { $day }: te debo un mensaje, y para eso guardo tu ID tal cual
forget = Olvídame
forgotten = Olvidado
    .text = Todo lo que guardaba sobre ti está borrado.

## What the career graph computes: switches, roles that fit, comparisons, levels, interview practice, the quiz

computed = Calculado con las habilidades anotadas para cada puesto; igual para todo el mundo.
level = { $level ->
        [intern] Prácticas
        [junior] Junior
       *[mid] Intermedio
        [senior] Senior
        [lead] Lead
        [staff] Staff
        [principal] Principal
        [manager] Responsable de equipo
        [director] Dirección
        [executive] Alta dirección
    }
hours = { $low }–{ $high } h
no-role-data = Faltan datos para calcularlo
    .text = Nadie ha anotado todavía lo que { $title } necesita para esto. Puedes leer sobre el puesto.
switch = De { $from } a { $to }
switch-covered = Aportas cerca del { $percent } % de lo que pide { $title }, contado por peso.
switch-stated = La redacción considera este cambio { $effort ->
        [near] cercano
       *[medium] medio
        [far] lejano
    }: { $why }
switch-hours = Lo que falta de lo esencial lleva unas { $hours }, según la redacción.
switch-have = Ya tienes
switch-partly = Te sirve en parte
switch-learn = Por aprender, en este orden
switch-later = Útil más adelante
switch-between = Un paso intermedio
switch-via = Por { $role }: un cambio { $first ->
        [near] cercano
       *[medium] medio
        [far] lejano
    } y luego uno { $then ->
        [near] cercano
       *[medium] medio
        [far] lejano
    }.
switch-closer = Más cerca de lo que sabes hacer
partly = { $reason ->
        [near] { $skill }: { $known } se le parece
        [base] { $skill }: seguramente lo sabes, porque va antes de { $known }
        [one-of] { $skill }: lo sabes si usas { $known }
       *[deeper] { $skill }: lo sabes, pero se pide a un nivel más alto
    }
compare-them = Compararlos
next = Qué encaja con { $skills }
next-there = Tienes: { $list }
next-partly = En parte: { $list }
next-missing = Falta de lo esencial: { $list }
next-covered = Aportas cerca del { $percent } %.
next-skill = Qué aprender ahora
next-opens = { $skill }: lo piden { $count } de los { $of } puestos más cercanos
next-none = Ningún puesto queda cerca
    .text = Ninguno de los puestos que conozco se apoya en { $skills }. Di más cosas que sabes hacer.
unknown-skills = No los conozco como habilidades y los dejé fuera: { $list }
no-skills = No veo ninguna habilidad ahí
    .text = No conozco ninguna habilidad llamada «{ $asked }». Escribe habilidades separadas por comas, por ejemplo: excel, sql.
first-job = puede ser un primer empleo
second-job = rara vez es un primer empleo
roadmap-hours = su ruta lleva { $hours }
compare-entry = Entrar
compare-pay = Sueldo mediano al año
compare-outlook = Perspectivas
compare-day = Un día
compare-moves = Pasar de uno a otro
compare-hours = Tiempo para aprenderlo
compare-after = Antes conviene saber
compare-done = Lo tienes cuando
compare-roles = Puestos que lo piden
compare-roles-list = { $count }: { $list }
compare-no-data = No tengo cifras para comparar { $one } y { $other } en esto.
compare-pays-more = { $result ->
        [equal] { $more } y { $less } cobran lo mismo según la mediana: { $high }.
       *[differ] { $more } paga más según la mediana: { $high }, frente a { $low } de { $less }.
    }
compare-easier = { $result ->
        [equal] En { $easier } y { $harder } es más o menos igual de fácil entrar: { $easy }.
       *[differ] En { $easier } es más fácil entrar: { $easy }. { $harder }: { $hard }.
    }
levels = Niveles: { $title }
practice = Practicar la entrevista
practice-think = Tómate tu tiempo. Di tu respuesta en voz alta o escríbela, y luego mira.
practice-good = Qué tiene una buena respuesta
practice-show = Ver una buena respuesta
practice-next = Siguiente
practice-easier = Más fácil
practice-harder = Más difícil
quiz = ¿Qué puesto va contigo? { $number } de { $of }
quiz-question = { $about ->
        [building] ¿Cuánto te gustaría construir cosas que funcionan?
        [people] ¿Cuánto del día te gustaría hablar con gente y ayudarla?
        [design] ¿Cuánto te importa el aspecto y el tacto de las cosas?
        [numbers] ¿Cuánto te gustan las cifras, las mediciones y la estadística?
        [depth] ¿Trabajarías días enteros en un solo problema difícil?
        [order] ¿Te gustan los planes, las reglas y el trabajo ordenado que se repite?
        [risk] ¿Serían lo tuyo las urgencias y lo que tiene mucho en juego?
       *[leading] ¿Qué preferirías: decidir con otros y responder por ello, o explicar por escrito?
    }
quiz-method = Ocho preguntas y tres puestos al final. Es una puntuación sobre los intereses de los puestos, no psicología. No se guarda nada.
quiz-much = Mucho
quiz-sometimes = De vez en cuando
quiz-rather-not = Mejor no
quiz-leading = Decidir y dirigir
quiz-writing = Explicar por escrito
quiz-neither = Ninguna de las dos
quiz-result = Tres puestos para mirar
quiz-for = A favor: { $list }
quiz-against = En contra: { $list }
quiz-again = Empezar de nuevo
quiz-caution = Tus respuestas apuntan ahí; también cuenta lo que puedes aprender y lo que necesitas.
quiz-none = Ningún puesto destaca
    .text = Tus respuestas no apuntan a un puesto más que a otro, o los puestos no tienen datos. Míralos en la lista.
interest = { $interest ->
       *[building] construir cosas
        [people] la gente
        [leading] dirigir
        [numbers] las cifras
        [design] el diseño
        [order] el orden
        [depth] los problemas difíciles
        [risk] el riesgo
        [writing] escribir
    }

## Private progress on roadmaps

progress = Tu progreso
    .text = Marcaste { $count ->
            [one] una habilidad
           *[other] { $count } habilidades
        }. Una marca cuenta en cada ruta que tiene la habilidad; solo la ves tú.
progress-of = Tu progreso: { $title } ({ $done } de { $all })
    .text = Solo lo ves tú. Elige un paso para marcarlo o para quitar la marca.
progress-none = Aún no hay nada marcado
    .text = Abre un puesto con { $roadmap } y pulsa Mi progreso.
progress-line = { $title }: { $done } de { $all }
progress-mine = Mi progreso
progress-tick = Hecho: { $skill }
progress-untick = Quitar: { $skill }
progress-kept = Guardo que tienes { $skill }.
progress-taken-back = Ya no guardo { $skill }.
progress-by = cuenta, porque tienes { $skill }
progress-implied = parte de { $skill }, que tienes; márcalo si es así
progress-gone = Marcado, pero ya en ninguna ruta: { $list }
progress-fits = ¿Qué encaja conmigo?
progress-export = Exportar
progress-exported = Tu progreso, para llevar
    .text = En JSON para programas y en lista para notas.

## A person’s country, and what people in a role earn there

country-which = ¿Qué país?
country-change = Cambiar de país
country-take-back = Borrar el país
country-ask = ¿En qué país trabajas?
    .text = El sueldo, las leyes y los visados dependen del país. Guardo lo que elijas solo con tu código, y pongo primero lo que vale allí en las respuestas que solo tú lees. Con { $my-data } puedes verlo, cambiarlo y borrarlo. Si prefieres no decirlo, también lo guardo, para no volver a preguntar.
country = { $code ->
    [US] Estados Unidos
    [GB] Reino Unido
    [DE] Alemania
    [IN] India
    [CA] Canadá
    [IE] Irlanda
    [NL] Países Bajos
    [FR] Francia
    [ES] España
    [PL] Polonia
    [BR] Brasil
    [JP] Japón
    [AU] Australia
    [elsewhere] otro país
    [unsaid] prefiero no decirlo
   *[other] { $name }
}
country-kept = Guardado
    .text = { $answer ->
        [unsaid] Guardo que prefieres no decirlo, y no vuelvo a preguntar.
        [elsewhere] Guardo que es un país que no está en mi lista, y no vuelvo a preguntar.
       *[named] Guardo que tu país es { $country }.
    } { $my-data } lo muestra, para cambiarlo o borrarlo; { $forget-me } también lo borra.
country-withdrawn = Retirado
    .text = Ya no guardo tu país. Puede que vuelva a preguntar.
country-told = Para tu país, como me dijiste: { $country }.
    .unnamed = Me dijiste { $country }; este texto no lo menciona.
    .no-pay = Me dijiste { $country }; aquí no tengo cifras de sueldo de ese país.
place-missing = Este texto no dice nada de { $country }.
    .no-pay = Aquí no tengo cifras de sueldo de { $country }.
    .figures = Las cifras de aquí son de: { $countries }.
pay = En { $year }, la mediana era de { $median } brutos al año. Fuente: { $source }.
    .range = En { $year }, la mediana era de { $median } brutos al año, con un rango de { $low } a { $high }. Fuente: { $source }.

## Settings of a community

settings = { $scope ->
        [channel] Ajustes de este canal
       *[community] { $door ->
            [discord] Ajustes de este servidor
           *[slack] Ajustes de este espacio
        }
    }
    .text = { $door ->
        [discord] Lo que se elige se aplica de inmediato, y cualquiera que gestione el servidor puede cambiarlo aquí.
       *[slack] Lo que guardas se aplica de inmediato, y cualquier administrador del espacio de trabajo puede cambiarlo aquí.
    }
    .unread = Aún no puedo leer todas las preguntas: quien me administra debe activar { $door ->
        [discord] discord.message_content
       *[slack] slack.messages
    }.
not-managing = { $door ->
        [discord] Eso es para quien gestiona este servidor
       *[slack] Eso es para los administradores de este espacio de trabajo
    }
    .text = { $door ->
        [discord] Discord llama a ese permiso «Gestionar servidor».
       *[slack] Slack muestra quién es propietario o administrador del espacio de trabajo.
    }
setting-default = como en el resto
setting-audience = Quién lee las respuestas
    .public = todo el mundo
    .private = solo quien pregunta
setting-mode = Cuándo respondo
    .called = cuando me llaman
    .all = a cada pregunta
    .off = nunca
setting-language = Mi idioma
setting-collections = Lo que sé
setting-mentor-channel = El canal de los mentores
setting-mentor-role = { $door ->
        [discord] El rol de los mentores
       *[slack] El grupo de usuarios de los mentores
    }
settings-of-channel = Este canal
settings-of-community = { $door ->
        [discord] Todo el servidor
       *[slack] Todo el espacio de trabajo
    }
settings-save = Guardar
language = Español

## Lists

topics-listed = Temas
roles-listed = Puestos
questions-listed = Preguntas: { $title }
# Behind the title of a list that has several pages.
page = { $title } ({ $page } de { $pages })
questions = { $count ->
    [one] { $count } pregunta
   *[other] { $count } preguntas
}
# What kind of entry something is, in brackets or small print behind its name.
kind = { $kind ->
    [role] puesto
    [skill] habilidad
    [term] término
    [faq] preguntas
   *[guide] guía
}

## The help

abilities = Lo que sé hacer
    .text = Respondo preguntas sobre la vida profesional con pasajes que escribieron personas, palabra por palabra y con sus fuentes. Cuando nada encaja, lo digo.
    .also = También:
    .examples = Por ejemplo
    .private = { $door ->
        [discord] Elige { $private } para una respuesta que solo tú puedas leer.
       *[slack] Empieza con { $private } para una respuesta que solo tú puedas leer.
    }

## The form to ask by, and the page that an app shows first. The first two have at most 24 characters.

form-ask = Preguntar
form-close = Cerrar
form-pick = Busca lo que tiene respuesta
form-begin = Empieza a escribir…
form-words = O pregunta con tus propias palabras
form-empty = Escribe aquí una pregunta o busca una arriba.
looking = Lo estoy buscando…
# Behind the bot's name, while it is at it.
working = lo está buscando…
start-text = Respuestas a preguntas sobre tu carrera, palabra por palabra como las escribieron personas, con sus fuentes.
start-ask = Hacer una pregunta
start-popular = Preguntas frecuentes
start-fresh = Revisado hace poco
start-read = Leer

## Where a passage comes from

source = Fuente
source-of = Fuente: { $entry }
sources = Fuentes: { $list }
more-sources = … y { $count } más
from = De { $entry }
reviewed = revisado { $month }
region = válido en { $region }
# Where a picture cannot be shown: what it shows.
picture = Imagen: { $shows }
shortened = El resto es demasiado largo para un solo mensaje.
see-also = Ver también: { $list }

## Why a passage was found

why = ¿Por qué esto?
    .text = Mostré «{ $title }», con un { $percent } % de seguridad de que encaja:
why-about = Se hablaba de { $title }.
why-name = La pregunta lo nombra: «{ $name }».
why-spelling = La pregunta tiene una palabra que se escribe casi como «{ $name }».
why-section = La pregunta pide esta sección: «{ $heading }».
why-wording = Responde exactamente a esta pregunta.
why-heading = Su pregunta o título tiene palabras de la pregunta.
why-words = Su texto tiene palabras de la pregunta.
why-typo = Una palabra que aquí no se conoce se leyó como otra parecida.
why-meaning = Significa casi lo mismo que la pregunta.

## Commands: what each does, in at most 100 characters, and its name. Names are 1 to 32 letters, digits
## or “-”, in lower case; no two commands and no two options of a command may have the same.

command-ask = Haz una pregunta profesional con tus propias palabras (en inglés)
    .name = preguntar
command-what-is = Qué significa un puesto, una habilidad o un término
    .name = qué-es
command-skills = Qué habilidades pide un puesto
    .name = habilidades
command-responsibilities = Qué se hace en un puesto
    .name = tareas
command-roadmap = Qué aprender para un puesto y en qué orden
    .name = ruta
command-compare = En qué se diferencian dos puestos, habilidades o términos
    .name = comparar
command-switch = Qué tienes y qué te falta para cambiar de puesto
    .name = cambiar
command-next = Qué puestos encajan con lo que sabes y qué aprender ahora
    .name = que-sigue
command-levels = Qué cambia en un puesto de junior a staff
    .name = niveles
command-interview = Practicar preguntas reales de entrevista, en privado
    .name = entrevista
command-role-quiz = Ocho preguntas para tres puestos que pueden ir contigo
    .name = test-puesto
command-faq = Ver las preguntas que tienen respuesta
    .name = preguntas
command-roles = Todos los puestos que Guidepost conoce
    .name = puestos
command-progress = Tu progreso privado en las rutas
    .name = progreso
command-my-data = Lo que Guidepost guarda sobre ti
    .name = mis-datos
command-forget-me = Borrar todo lo que Guidepost guarda sobre ti
    .name = olvídame
command-gaps = Preguntas sin respuesta, para mentores y admins
    .name = pendientes
command-help = Lo que Guidepost sabe hacer
    .name = ayuda

## Commands on messages, in at most 32 characters

manage = Guidepost para quienes gestionan este servidor
manage-settings = Ver y cambiar lo que eligió este servidor
    .name = ajustes
answer-this = Responder a esto
dismiss = Descartar

## Options of commands: what each is for, in at most 100 characters, and its name.

option-question = Tu pregunta, tal como se la harías a una persona
    .name = pregunta
option-term = Lo que quieres que te explique
    .name = término
option-role = El puesto
    .name = puesto
option-a = Lo primero
    .name = a
option-b = Lo segundo
    .name = b
option-from = Tu puesto, o lo que sabes hacer, con comas
    .name = desde
option-to = El puesto que quieres
    .name = hasta
option-skills = Lo que sabes hacer, con comas
    .name = habilidades
option-level = La dificultad: junior, mid o senior
    .name = nivel
option-topic = Un tema o un puesto; déjalo vacío para ver todos los temas
    .name = tema
option-private = Si solo tú puedes leer la respuesta
    .name = privado
