### Ce que Guidepost dit avec ses propres mots, en français. README.md, à côté, explique comment traduire.

## On buttons and lists

more = Suite
back = Retour
show = Montrer à tous
help = Que savez-vous faire ?
topics = Parcourir les questions
roles = Tous les métiers
roadmap = Parcours
skills = Compétences
pick = Vouliez-vous dire…
pick-listed = Choisir dans la liste…
choose = Choisissez…
related = Questions proches
more-about-this = Plus à ce sujet…
read-privately = Lire en privé

## Over lists of skills: those a job needs, those that make it easier, those for working with people

skills-core = Indispensables
skills-helpful = Utiles
skills-human = Avec les autres

## Replies: a title, and what stands below it

unknown = Je ne connais pas cette commande ou ce bouton
    .text = Il vient peut-être d’une autre version de moi. Reposez la question, ou regardez ce que je sais faire.
too-long = C’est plus que je ne peux lire d’un coup
    .text = Votre texte compte { $length } caractères ; j’en lis { $limit } au plus. Posez la question en une ou deux phrases.
# What people write who want to know what the bot can do. With commas between.
help-words = aide, aidez-moi, que sais-tu faire, que savez-vous faire, commandes
missing = Il manque quelque chose
    .text = Dites-moi ce que vous voulez savoir, par exemple { $example }.
no-words = Il me faut des mots
    .text = Votre question ne contient aucune lettre. Posez-la en quelques mots, par exemple : { $example }
broken = Un problème est survenu de mon côté
    .text = Réessayez dans un instant. Si cela dure, donnez ce code à la personne qui me gère : { $code }.
nothing = Cela, je ne le sais pas
    .text = Je n’ai pas de réponse à « { $asked } ». Je ne fais que citer ce que des personnes ont écrit dans ma bibliothèque, en anglais ; je préfère donc le dire plutôt que deviner.
    .rephrase = Posez la question autrement, ou sur un seul point à la fois.
    .look-up = Cherchez un mot avec { $what-is }, ou un métier avec { $skills } et { $roadmap }.
    .browse = Parcourez les questions qui ont une réponse avec { $faq }.
unsure = Je ne suis pas sûr de comprendre
    .text = Vous cherchez peut-être ceci :
likely = Le plus proche que j’aie
    .text = Je ne suis pas sûr que cela réponde à votre question ; c’en est peut-être une partie.
    .whole = Tout lire
likely-private = J’ai peut-être quelque chose là-dessus
    .text = Je ne suis pas sûr que cela réponde à votre question ; vous seul pouvez donc l’ouvrir, avec ce bouton.
in-english = Ce qui suit est en anglais, tel que quelqu’un l’a écrit.
by-people = Des personnes ont écrit ceci ; rien n’est généré.
other-trade = Cela sort de ce que je connais
    .text = Je connais les métiers du numérique, mais rien à ceci : { $trade }. Ces pages en savent plus :
lacks-section = Personne n’a encore rien écrit là-dessus pour { $title }
    .text = Le plus proche qu’il y ait :
greeting = Bonjour !
    .text = Posez-moi une question sur le travail dans le numérique, par exemple : { $example }
well-being = Bien, merci !
    .text = Je ne me fatigue jamais. Posez-moi une question sur le travail dans le numérique, par exemple : { $example }
thanks = Je vous en prie
    .text = Revenez quand vous voulez.
goodbye = Au revoir
    .text = Bonne chance, et revenez avec la prochaine question.
agreement = Bien
    .text = Je suis là quand vous avez une question.
identity = Je suis un bot
    .text = Je cite mot pour mot ce que des personnes ont écrit, avec leurs sources. Je n’invente rien, et aucun modèle de langage n’écrit mes réponses.
gone = Ce texte n’est plus là
    .text = Il a été renommé ou retiré depuis que ce message a été écrit. Reposez la question, ou parcourez la liste.
no-role = { $title } n’est pas un métier
    .text = Je connais { $title } comme { $kind ->
        [role] un métier
        [skill] une compétence
        [term] un terme
        [faq] un thème avec des questions
       *[guide] un guide
    }. Cette commande concerne les métiers.
no-facet = { $facet ->
        [responsibilities] Personne n’a encore écrit ce que l’on fait dans ce métier.
        [skills] Personne n’a encore écrit quelles compétences il demande.
        [roadmap] Personne n’a encore écrit de parcours pour cela.
       *[other] Personne n’a encore rien écrit à ce sujet.
    }
wait = Un instant, s’il vous plaît
    .text = Vous avez posé beaucoup de questions en peu de temps. Réessayez dans { $seconds ->
        [one] { $seconds } seconde
       *[other] { $seconds } secondes
    }.
which-role = De quel métier ?
    .text = Je ne sais pas de quel métier vous parlez. Nommez-le dans votre question, ou choisissez-le.
busy = Beaucoup de questions à la fois
    .text = Je ne peux pas chercher cela à temps. Réessayez dans un instant.
queued = Beaucoup de questions ici à la fois
    .text = Votre réponse arrive dans environ { $seconds ->
        [one] { $seconds } seconde
       *[other] { $seconds } secondes
    }.
role-mentioned = Je ne vois pas votre texte
    .text = Vous avez appelé mon rôle, et Discord ne me montre que ce qui me mentionne par mon nom. Choisissez-moi, et non mon rôle, dans la liste.
no-workspace = Cet espace de travail n’est pas connecté
    .text = La personne qui me gère ne m’a pas donné de jeton pour lui. Dites-le-lui.
kept-private = Ici, les réponses sont privées
    .text = Appuyez sur le bouton pour lire la réponse en privé, ou demandez avec { $ask }.
dismissed = Retiré
    .text = Le message a disparu.
not-mine = Je n’ai pas écrit cela
    .text = Je ne peux retirer que mes propres messages.
not-yours = Ce n’est pas à vous de le retirer
    .text = La personne qui a posé la question le peut, tout comme celles qui gèrent les messages ici.
same = C’est une seule et même chose
    .text = Les deux noms désignent { $title }. Donnez deux choses différentes à comparer.
versus = { $one } et { $other }
# Headings in a comparison: the definitions, the passages about differences; over lists of skills.
compare-short = En bref
compare-differ = Ce qui les distingue
compare-both = Les deux
compare-only = Seulement { $title }
# Over the column of a table that says to which group of a list something belongs.
table-group = Groupe

## Ce qui est retenu

solved = C’est résolu
stuck = Toujours bloqué
take-back = Annuler mon avis
vote-solved = Merci
    .text = Je retiens que « { $title } » a résolu votre problème.
vote-stuck = Noté : pas encore résolu
    .text = Je retiens que « { $title } » n’a pas résolu votre problème.
    .next = Voici ce qui s’en approche ensuite :
    .no-next = Rien d’autre ne s’en approche. Demandez avec d’autres mots, ou parcourez les listes.
    .missed = Dites-moi, si vous voulez, ce qui manquait. Un bouton suffit :
# On buttons: what an answer lacked.
missed = { $reason ->
        [wrong] Faux
        [outdated] Dépassé
        [off-topic] Pas ma question
       *[too-long] Trop long
    }
missed-kept = Merci
    .text = Je retiens sous votre code ce qui manquait dans « { $title } » : { $reason ->
        [wrong] c’est faux
        [outdated] c’est dépassé
        [off-topic] ce n’est pas ce que vous demandiez
       *[too-long] c’est trop long
    }. Ses auteurs n’en voient que le nombre.
missed-known = C’est déjà noté
    .text = Vous avez déjà dit ce qui manquait dans « { $title } », ou vous avez annulé votre avis.
vote-withdrawn = Annulé
    .text = Votre avis sur « { $title } » est effacé.
not-kept = Je ne sais pas si c’est fait
    .text = Ma mémoire ne répond pas en ce moment, je ne peux donc pas promettre que c’est fait. Réessayez dans un instant. Si cela dure, donnez ce code à la personne qui me gère : { $code }.
no-store = Je ne retiens rien ici
    .text = Là où vous êtes, je ne retiens ni avis, ni questions, ni réglages.
not-allowed = C’est réservé aux mentors et aux admins
    .text = Si vous devriez en faire partie, demandez à un admin de cette communauté.
off = Je ne réponds pas ici
    .text = Cette communauté m’a désactivé ici.
gaps = Questions sans réponse
    .none = Il n’y en a pas : tout ce qui a été demandé a une réponse.
    .asked = posée { $count ->
        [one] une fois
       *[other] { $count } fois
    }, la dernière le { $last }
    .doubts = Réponse incertaine : { $count }
    .waiting = { $count ->
        [one] Une question attend
       *[other] { $count } questions attendent
    } dans le salon des mentors, la plus ancienne depuis le { $day }.
    .expired = (son texte a expiré)
gap = Sans réponse
    .times = Posée { $count ->
        [one] une fois
       *[other] { $count } fois
    }, la première le { $first }, la dernière le { $last }. Le plus proche :
    .examples = Posée en d’autres termes
    .missed = Ce qui manquait dans « { $title } » : { $reason ->
        [wrong] faux
        [outdated] dépassé
        [off-topic] pas ce qui était demandé
       *[too-long] trop long
    } ({ $count })
gap-gone = C’est déjà réglé
    .text = Quelqu’un a peut-être été plus rapide, ou le bouton est ancien.
gap-closed = Question close
    .text = « { $question } » n’est plus dans la liste.
gap-answered = La bibliothèque répond maintenant à « { $question } ». La question n’est plus dans la liste.
gap-still-open = Toujours sans réponse
    .text = Rien dans la bibliothèque ne répond encore à « { $question } ».
gap-point = Indiquer une entrée
gap-point-which = Quel passage y répond ?
    .text = « { $question } » et ses autres formulations y mèneront, dans cette communauté seulement.
gap-pointed = La question y mène maintenant
    .text = « { $question } » reçoit « { $title } » pour réponse dans cette communauté, dès que j’aurai relu ma bibliothèque, dans quelques secondes. Elle n’est plus dans la liste.
gap-reopen = Annuler
gap-reopened = De nouveau dans la liste
    .text = La question ne mène nulle part et reste sans réponse, comme avant.
ask-again = Une réponse maintenant ?
not-for-us = Pas pour nous
all-gaps = Toutes les questions
ask-mentor = Demander aux mentors
# Titles of forms and labels of their text: at most 45 characters.
ticket-form = Demander aux mentors, sans nom
    .question = Votre question
    .to = Votre réponse à { $handle }
    .answer = Votre réponse
    .back = Répondre aux mentors
    .message = Votre message
form-send = Envoyer
ticket-sent = Envoyé aux mentors
    .text = Ils la lisent dans leur salon comme une question de { $handle }, sans voir qui vous êtes. La réponse vous arrive en message privé. Jusque-là, 14 jours au plus, je garde votre identifiant pour cela ; { $my-data } le montre.
ticket-too-many = C’est assez pour aujourd’hui
    .text = En 24 heures, trois questions par personne vont aux mentors. Réessayez plus tard.
ticket-refused = Les mentors ne prennent pas de question de vous
    .text = Une personne qui gère cette communauté l’a décidé, sans savoir qui vous êtes. Demandez à un admin.
no-mentors = Il n’y a pas de salon de mentors ici
    .text = La personne qui gère cette communauté peut en choisir un dans les réglages.
ticket = Une question pour les mentors
    .text = De { $handle }, dont je garde le nom pour moi. Votre réponse lui parvient en message privé.
ticket-answer = Répondre
ticket-claim = Je la prends
ticket-hand-back = Rendre
ticket-close = Fermer
ticket-block = Bloquer l’auteur
ticket-yours = Elle est à vous
    .text = Le fil dit qu’elle est prise. Répondez-y, ou rendez-la.
ticket-handed-back = Rendue
    .text = N’importe qui peut la reprendre.
ticket-blocked = Bloqué
    .text = Qui que soit { $handle }, cette personne ne peut rien envoyer aux mentors de cette communauté pendant 90 jours. Personne n’apprend qui c’est.
ticket-solved = Tant mieux
    .text = J’ai oublié votre identifiant, et les mentors lisent que c’est résolu.
ticket-taken = Ce n’est plus possible
    .text = Quelqu’un d’autre l’a prise, ou elle est réglée.
ticket-answered = C’est en route
    .text = { $handle } reçoit votre réponse en message privé, sans votre nom.
ticket-written-back = Envoyé
    .text = Les mentors le lisent dans leur salon.
ticket-reply = Un mentor répond
    .asked = Vous avez demandé : « { $question } »
ticket-back = Répondre
ticket-not-posted = Les mentors sont injoignables
    .text = Je ne peux pas écrire dans leur salon, ou il n’existe plus ; personne n’a lu « { $question } ». Dites-le à un admin de la communauté.
ticket-note = { $what ->
        [taken] Un mentor a pris la question de { $handle }.
        [handed-back] La question de { $handle } a été rendue et est de nouveau libre.
        [answered] Un mentor a répondu à { $handle } :
        [wrote-back] { $handle } répond :
        [solved] { $handle } dit que c’est résolu.
       *[unreachable] { $handle } est injoignable : les messages privés sont refusés, ou la personne est partie. Votre réponse n’a pas été lue.
    }
my-data = Ce que je retiens de vous
    .text = Je ne vous connais que sous un code tiré de votre identifiant. Sous ce code, je retiens :
    .none = Rien : aucun avis, aucune question, aucun message.
    .vote = { $day } : « { $title } » { $opinion ->
        [helpful] vous a été utile
       *[unhelpful] ne vous a pas été utile
    }
    .missed = { $day } : vous avez dit ce qui manquait dans { $passage } : { $reason ->
        [wrong] faux
        [outdated] dépassé
        [off-topic] pas ce que vous demandiez
       *[too-long] trop long
    }
    .wording = { $day } : vous avez fait mener « { $wording } » à un passage
    .question = { $day } : vous avez demandé « { $question } », et je n’avais pas de réponse
    .ticket = { $day } : vous avez envoyé aux mentors « { $question } »
    .setting = { $day } : vous avez changé le réglage { $setting }
    .country = { $day } : vous m’avez dit votre pays : { $country }
    .progress = { $day } : tu as coché « { $title } »
    .owed = jusqu’au { $day } : je vous dois un message, et garde pour cela votre identifiant lui-même
forget = M’oublier
forgotten = Oublié
    .text = Tout ce que je retenais de vous est effacé.

## What the career graph computes: switches, roles that fit, comparisons, levels, interview practice, the quiz

computed = Calculé à partir des compétences notées pour chaque métier ; identique pour tout le monde.
level = { $level ->
        [intern] Stage
        [junior] Junior
       *[mid] Intermédiaire
        [senior] Senior
        [lead] Lead
        [staff] Staff
        [principal] Principal
        [manager] Manager
        [director] Directeur
        [executive] Direction générale
    }
hours = { $low }–{ $high } h
no-role-data = Il manque les données pour ce calcul
    .text = Personne n’a encore noté ce qu’il faut pour { $title }. Tu peux lire la fiche à la place.
switch = De { $from } à { $to }
switch-covered = Tu apportes environ { $percent } % de ce que demande { $title }, en comptant le poids de chaque compétence.
switch-stated = La rédaction juge ce passage { $effort ->
        [near] proche
       *[medium] moyen
        [far] lointain
    } : { $why }
switch-hours = Ce qui reste de l’essentiel prend environ { $hours }, selon la rédaction.
switch-have = Tu as déjà
switch-partly = Te sert en partie
switch-learn = À apprendre, dans cet ordre
switch-later = Utile plus tard
switch-between = Une étape intermédiaire
switch-via = Par { $role } : un passage { $first ->
        [near] proche
       *[medium] moyen
        [far] lointain
    }, puis un passage { $then ->
        [near] proche
       *[medium] moyen
        [far] lointain
    }.
switch-closer = Plus proche de ce que tu sais faire
partly = { $reason ->
        [near] { $skill } : { $known } en est proche
        [base] { $skill } : sans doute acquis, car cela précède { $known }
        [one-of] { $skill } : acquis si tu utilises { $known }
       *[deeper] { $skill } : acquis, mais demandé à un niveau plus élevé
    }
compare-them = Comparer les deux
next = Ce qui va avec { $skills }
next-there = Acquis : { $list }
next-partly = En partie : { $list }
next-missing = Essentiel qui manque : { $list }
next-covered = Tu en apportes environ { $percent } %.
next-skill = Quoi apprendre ensuite
next-opens = { $skill } : demandé par { $count } des { $of } métiers les plus proches
next-none = Aucun métier n’est proche
    .text = Aucun des métiers que je connais ne s’appuie sur { $skills }. Cite d’autres choses que tu sais faire.
unknown-skills = Je ne connais pas ces compétences et je les ai laissées de côté : { $list }
no-skills = Je n’y vois aucune compétence
    .text = Je ne connais pas de compétence appelée « { $asked } ». Écris des compétences séparées par des virgules, par exemple : excel, sql.
first-job = peut être un premier emploi
second-job = rarement un premier emploi
roadmap-hours = son parcours prend { $hours }
compare-entry = Y entrer
compare-pay = Salaire médian par an
compare-outlook = Perspectives
compare-day = Une journée
compare-moves = Passer de l’un à l’autre
compare-hours = Temps pour l’apprendre
compare-after = À apprendre avant
compare-done = C’est acquis quand
compare-roles = Métiers qui le demandent
compare-roles-list = { $count } : { $list }
compare-no-data = Je n’ai pas de chiffres pour comparer { $one } et { $other } sur ce point.
compare-pays-more = { $result ->
        [equal] { $more } et { $less } ont le même salaire médian : { $high }.
       *[differ] { $more } paie mieux selon la médiane : { $high }, contre { $low } pour { $less }.
    }
compare-easier = { $result ->
        [equal] { $easier } et { $harder } sont à peu près aussi accessibles : { $easy }.
       *[differ] { $easier } est plus accessible : { $easy }. { $harder } : { $hard }.
    }
levels = Niveaux : { $title }
practice = S’entraîner à l’entretien
practice-think = Prends ton temps. Dis ta réponse à voix haute ou écris-la, puis regarde.
practice-good = Ce que contient une bonne réponse
practice-show = Voir une bonne réponse
practice-next = Suivante
practice-easier = Plus facile
practice-harder = Plus difficile
quiz = Quel métier te va ? { $number } sur { $of }
quiz-question = { $about ->
        [building] Aimerais-tu beaucoup construire des choses qui marchent ?
        [people] Quelle part de la journée aimerais-tu passer à parler avec des gens et à les aider ?
        [design] L’aspect et l’agrément des choses comptent-ils pour toi ?
        [numbers] Aimes-tu les chiffres, les mesures et les statistiques ?
        [depth] Passerais-tu des jours sur un seul problème difficile ?
        [order] Aimes-tu les plans, les règles et le travail ordonné qui se répète ?
        [risk] Les urgences et les gros enjeux, est-ce pour toi ?
       *[leading] Que préférerais-tu : décider avec d’autres et en répondre, ou expliquer par écrit ?
    }
quiz-method = Huit questions, trois métiers à la fin. C’est un score sur les intérêts des métiers, pas de la psychologie. Rien n’est gardé.
quiz-much = Beaucoup
quiz-sometimes = De temps en temps
quiz-rather-not = Plutôt pas
quiz-leading = Décider et diriger
quiz-writing = Expliquer par écrit
quiz-neither = Ni l’un ni l’autre
quiz-result = Trois métiers à regarder
quiz-for = Pour : { $list }
quiz-against = Contre : { $list }
quiz-again = Recommencer
quiz-caution = Tes réponses vont dans ce sens ; ce que tu peux apprendre et ce dont tu as besoin comptent aussi.
quiz-none = Aucun métier ne se détache
    .text = Tes réponses ne désignent aucun métier plus qu’un autre, ou les métiers n’ont pas de données. Parcours-les plutôt.
interest = { $interest ->
       *[building] construire
        [people] les gens
        [leading] diriger
        [numbers] les chiffres
        [design] le design
        [order] l’ordre
        [depth] les problèmes difficiles
        [risk] le risque
        [writing] l’écriture
    }

## Private progress on roadmaps

progress = Ta progression
    .text = Tu as coché { $count ->
            [one] une compétence
           *[other] { $count } compétences
        }. Une coche compte sur chaque parcours qui a cette compétence ; toi seul la vois.
progress-of = Ta progression : { $title } ({ $done } sur { $all })
    .text = Toi seul vois cela. Choisis une étape pour la cocher ou retirer la coche.
progress-none = Rien n’est encore coché
    .text = Ouvre un métier avec { $roadmap } et appuie sur Ma progression.
progress-line = { $title } : { $done } sur { $all }
progress-mine = Ma progression
progress-tick = Fait : { $skill }
progress-untick = Retirer : { $skill }
progress-kept = Je retiens que tu as { $skill }.
progress-taken-back = Je ne retiens plus { $skill }.
progress-by = compte, car tu as { $skill }
progress-implied = fait partie de { $skill }, que tu as ; coche si c’est le cas
progress-gone = Coché, mais sur aucun parcours désormais : { $list }
progress-fits = Qu’est-ce qui me va ?
progress-export = Exporter
progress-exported = Ta progression, à emporter
    .text = En JSON pour les programmes, et en liste pour tes notes.

## A person’s country, and what people in a role earn there

country-which = Quel pays ?
country-change = Changer de pays
country-take-back = Effacer le pays
country-ask = Dans quel pays travaillez-vous ?
    .text = Le salaire, le droit et les visas dépendent du pays. Je garde votre choix sous votre code seul, et je mets en premier ce qui y vaut dans les réponses que vous êtes seul à lire. Avec { $my-data }, vous pouvez le voir, le changer et l’effacer. Si vous préférez ne pas le dire, je le retiens aussi, pour ne plus le demander.
country = { $code ->
    [US] États-Unis
    [GB] Royaume-Uni
    [DE] Allemagne
    [IN] Inde
    [CA] Canada
    [IE] Irlande
    [NL] Pays-Bas
    [FR] France
    [ES] Espagne
    [PL] Pologne
    [BR] Brésil
    [JP] Japon
    [AU] Australie
    [elsewhere] un autre pays
    [unsaid] je préfère ne pas le dire
   *[other] { $name }
}
country-kept = Retenu
    .text = { $answer ->
        [unsaid] Je retiens que vous préférez ne pas le dire, et je ne le demanderai plus.
        [elsewhere] Je retiens que c’est un pays absent de ma liste, et je ne le demanderai plus.
       *[named] Je retiens votre pays : { $country }.
    } { $my-data } le montre, pour le changer ou l’effacer ; { $forget-me } l’efface aussi.
country-withdrawn = Retiré
    .text = Je ne retiens plus votre pays. Il se peut que je le redemande.
country-told = Pour votre pays, comme vous me l’avez dit : { $country }.
    .unnamed = Vous m’avez dit { $country } ; ce texte n’en parle pas.
    .no-pay = Vous m’avez dit { $country } ; je n’ai pas de chiffres de salaire pour ce pays ici.
place-missing = Ce texte ne dit rien de ce pays : { $country }.
    .no-pay = Je n’ai pas ici de chiffres de salaire pour ce pays : { $country }.
    .figures = Les chiffres donnés ici valent pour : { $countries }.
pay = En { $year }, la médiane était de { $median } bruts par an. Source : { $source }.
    .range = En { $year }, la médiane était de { $median } bruts par an, avec une fourchette de { $low } à { $high }. Source : { $source }.

## Settings of a community

settings = { $scope ->
        [channel] Réglages de ce salon
       *[community] { $door ->
            [discord] Réglages de ce serveur
           *[slack] Réglages de cet espace
        }
    }
    .text = { $door ->
        [discord] Ce qui est choisi s’applique aussitôt, et toute personne qui gère le serveur peut le changer ici.
       *[slack] Ce que vous enregistrez s’applique aussitôt, et tous les admins de l’espace de travail peuvent le changer ici.
    }
    .unread = Je ne peux pas encore lire chaque question : la personne qui me gère doit activer { $door ->
        [discord] discord.message_content
       *[slack] slack.messages
    }.
not-managing = { $door ->
        [discord] Réservé aux personnes qui gèrent ce serveur
       *[slack] Réservé aux admins de cet espace de travail
    }
    .text = { $door ->
        [discord] Discord appelle ce droit « Gérer le serveur ».
       *[slack] Slack indique qui est propriétaire ou admin de l’espace de travail.
    }
setting-default = comme partout ailleurs
setting-audience = Qui lit les réponses
    .public = tout le monde
    .private = la personne qui demande
setting-mode = Quand je réponds
    .called = quand on m’appelle
    .all = à chaque question
    .off = jamais
setting-language = Ma langue
setting-collections = Ce que je sais
setting-mentor-channel = Le salon des mentors
setting-mentor-role = { $door ->
        [discord] Le rôle des mentors
       *[slack] Le groupe d’utilisateurs des mentors
    }
settings-of-channel = Ce salon
settings-of-community = { $door ->
        [discord] Tout le serveur
       *[slack] Tout l’espace de travail
    }
settings-save = Enregistrer
language = Français

## Lists

topics-listed = Thèmes
roles-listed = Métiers
questions-listed = Questions : { $title }
# Behind the title of a list that has several pages.
page = { $title } ({ $page } sur { $pages })
questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
# What kind of entry something is, in brackets or small print behind its name.
kind = { $kind ->
    [role] métier
    [skill] compétence
    [term] terme
    [faq] questions
   *[guide] guide
}

## The help

abilities = Ce que je sais faire
    .text = Je réponds aux questions sur les métiers par des passages que des personnes ont écrits, mot pour mot, avec leurs sources. Quand rien ne convient, je le dis.
    .also = Et aussi :
    .examples = Par exemple
    .private = { $door ->
        [discord] Choisissez { $private } pour une réponse visible par vous uniquement.
       *[slack] Commencez par { $private } pour une réponse visible par vous uniquement.
    }

## The form to ask by, and the page that an app shows first. The first two have at most 24 characters.

form-ask = Demander
form-close = Fermer
form-pick = Trouvez ce qui a une réponse
form-begin = Commencez à écrire…
form-words = Ou demandez avec vos propres mots
form-empty = Écrivez une question ici, ou trouvez-en une plus haut.
looking = Je cherche…
# Behind the bot's name, while it is at it.
working = cherche…
start-text = Des réponses aux questions de carrière, mot pour mot telles que des personnes les ont écrites, avec leurs sources.
start-ask = Poser une question
start-popular = Questions fréquentes
start-fresh = Vérifié récemment
start-read = Lire

## Where a passage comes from

source = Source
source-of = Source : { $entry }
sources = Sources : { $list }
more-sources = … et { $count } de plus
from = Tiré de { $entry }
reviewed = vérifié en { $month }
region = valable pour { $region }
# Where a picture cannot be shown: what it shows.
picture = Image : { $shows }
shortened = Le reste est trop long pour un seul message.
see-also = Voir aussi : { $list }

## Why a passage was found

why = Pourquoi ?
    .text = J’ai montré « { $title } », et je suis sûr à { $percent } % que cela répond à la question :
why-about = Il était question de { $title }.
why-name = La question le nomme : « { $name } ».
why-spelling = La question contient un mot qui s’écrit presque comme « { $name } ».
why-section = La question porte sur cette section : « { $heading } ».
why-wording = Il répond exactement à cette question.
why-heading = Sa question ou son titre contient des mots de la question.
why-words = Son texte contient des mots de la question.
why-typo = Un mot inconnu ici a été lu comme un mot qui lui ressemble.
why-meaning = Il veut dire presque la même chose que la question.

## Commands: what each does, in at most 100 characters, and its name. Names are 1 to 32 letters, digits
## or “-”, in lower case; no two commands and no two options of a command may have the same.

command-ask = Poser une question sur les métiers avec vos propres mots (en anglais)
    .name = demander
command-what-is = Ce que signifie un métier, une compétence ou un terme
    .name = définition
command-skills = Les compétences que demande un métier
    .name = compétences
command-responsibilities = Ce que l’on fait dans un métier
    .name = missions
command-roadmap = Ce qu’il faut apprendre pour un métier, et dans quel ordre
    .name = parcours
command-compare = Ce qui distingue deux métiers, compétences ou termes
    .name = comparer
command-switch = Ce que tu as et ce qui te manque pour changer de métier
    .name = changer
command-next = Les métiers qui vont avec ce que tu sais faire, et quoi apprendre ensuite
    .name = et-ensuite
command-levels = Ce qui change dans un métier de junior à staff
    .name = niveaux
command-interview = T’entraîner avec de vraies questions d’entretien, en privé
    .name = entretien
command-role-quiz = Huit questions pour trois métiers qui pourraient te convenir
    .name = quiz-metier
command-faq = Parcourir les questions qui ont une réponse
    .name = questions
command-roles = Tous les métiers que Guidepost connaît
    .name = métiers
command-progress = Ta progression privée sur les parcours
    .name = progression
command-my-data = Ce que Guidepost retient de vous
    .name = mes-données
command-forget-me = Faire effacer tout ce que Guidepost retient de vous
    .name = oubliez-moi
command-gaps = Questions sans réponse, pour les mentors et les admins
    .name = lacunes
command-help = Ce que Guidepost sait faire
    .name = aide

## Commands on messages, in at most 32 characters

manage = Guidepost pour les personnes qui gèrent ce serveur
manage-settings = Voir et changer ce que ce serveur a choisi
    .name = réglages
answer-this = Répondre à ceci
dismiss = Retirer

## Options of commands: what each is for, in at most 100 characters, and its name.

option-question = Votre question, comme vous la poseriez à quelqu’un
    .name = question
option-term = Ce que vous voulez qu’on explique
    .name = terme
option-role = Le métier
    .name = métier
option-a = Le premier
    .name = a
option-b = Le second
    .name = b
option-from = Ton métier, ou ce que tu sais faire, avec des virgules
    .name = de
option-to = Le métier que tu veux
    .name = vers
option-skills = Ce que tu sais faire, avec des virgules
    .name = competences
option-level = La difficulté : junior, mid ou senior
    .name = niveau
option-topic = Un thème ou un métier ; sans rien, tous les thèmes
    .name = thème
option-private = Une réponse visible par vous uniquement
    .name = privé
