### Was Guidepost mit eigenen Worten sagt, auf Deutsch. Wie man übersetzt, steht nebenan in README.md.

## On buttons and lists

more = Mehr
back = Zurück
show = Im Kanal zeigen
help = Was kannst du?
topics = Fragen durchsehen
roles = Alle Berufe
roadmap = Lernweg
skills = Kenntnisse
pick = Meintest du …
pick-listed = Eintrag öffnen …
choose = Wähle …
related = Verwandte Fragen
more-about-this = Mehr dazu …
read-privately = Für mich allein lesen

## Over lists of skills: those a job needs, those that make it easier, those for working with people

skills-core = Unverzichtbar
skills-helpful = Hilfreich
skills-human = Im Umgang mit Menschen

## Replies: a title, and what stands below it

unknown = Diesen Befehl oder Knopf kenne ich nicht
    .text = Vielleicht stammt er aus einer anderen Version von mir. Frag noch einmal, oder sieh nach, was ich kann.
too-long = Das ist mehr, als ich auf einmal lesen kann
    .text = Dein Text hat { $length } Zeichen; ich lese höchstens { $limit }. Frag in ein oder zwei Sätzen.
# What people write who want to know what the bot can do. With commas between.
help-words = hilfe, hilf mir, was kannst du, befehle
missing = Da fehlt noch etwas
    .text = Sag mir, worüber du etwas wissen möchtest, zum Beispiel { $example }.
no-words = Ich brauche Wörter
    .text = In deiner Frage steht kein einziger Buchstabe. Frag mit ein paar Wörtern, zum Beispiel: { $example }
broken = Bei mir ist etwas schiefgegangen
    .text = Versuch es gleich noch einmal. Wenn es so bleibt, nenne denen, die mich betreiben, diesen Code: { $code }.
nothing = Das weiß ich nicht
    .text = Auf „{ $asked }“ habe ich keine Antwort. Ich zitiere nur, was Menschen in meiner Bibliothek geschrieben haben, und zwar auf Englisch; deshalb sage ich das lieber, als zu raten.
    .rephrase = Frag mit anderen Worten, oder nach einer Sache auf einmal.
    .look-up = Schlag ein Wort mit { $what-is } nach, oder einen Beruf mit { $skills } und { $roadmap }.
    .browse = Sieh mit { $faq } durch, was beantwortet ist.
unsure = Ich bin nicht sicher, was du meinst
    .text = Vielleicht ist es eins davon:
likely = Am nächsten kommt das
    .text = Ich bin nicht sicher, dass es deine Frage beantwortet; vielleicht ist es ein Teil der Antwort.
    .whole = Ganz lesen
likely-private = Dazu habe ich vielleicht etwas
    .text = Ich bin nicht sicher, dass es deine Frage beantwortet; darum öffnest nur du es, mit diesem Knopf.
in-english = Was folgt, ist auf Englisch, so wie es jemand geschrieben hat.
by-people = Das haben Menschen geschrieben; nichts davon ist generiert.
other-trade = Damit kenne ich mich nicht aus
    .text = Ich kenne mich mit der Arbeit in der IT aus, aber nicht hiermit: { $trade }. Diese Seiten wissen mehr:
lacks-section = Darüber hat bei { $title } noch niemand etwas geschrieben
    .text = Am nächsten kommt:
greeting = Hallo!
    .text = Frag mich etwas über die Arbeit in der IT, zum Beispiel: { $example }
well-being = Danke, gut!
    .text = Ich werde nie müde. Frag mich etwas über die Arbeit in der IT, zum Beispiel: { $example }
thanks = Gern geschehen
    .text = Frag jederzeit wieder.
goodbye = Tschüss
    .text = Viel Erfolg, und komm mit der nächsten Frage wieder.
agreement = Gut
    .text = Ich bin da, wenn du eine Frage hast.
identity = Ich bin ein Bot
    .text = Ich zitiere wörtlich, was Menschen geschrieben haben, mit Quellen. Ich erfinde nichts, und kein Sprachmodell schreibt meine Antworten.
gone = Diesen Text gibt es hier nicht mehr
    .text = Er wurde umbenannt oder entfernt, seit diese Nachricht geschrieben wurde. Frag noch einmal, oder sieh dich um.
no-role = { $title } ist kein Beruf
    .text = Ich kenne { $title } als { $kind ->
        [role] Beruf
        [skill] Kenntnis
        [term] Begriff
        [faq] Thema mit Fragen
       *[guide] Leitfaden
    }. Bei diesem Befehl geht es um Berufe.
no-facet = { $facet ->
        [responsibilities] Was man in diesem Beruf tut, hat noch niemand aufgeschrieben.
        [skills] Welche Kenntnisse man dafür braucht, hat noch niemand aufgeschrieben.
        [roadmap] Einen Lernweg dazu hat noch niemand aufgeschrieben.
       *[other] Darüber hat noch niemand geschrieben.
    }
wait = Einen Moment bitte
    .text = Du hast in kurzer Zeit viel gefragt. Frag wieder in { $seconds ->
        [one] { $seconds } Sekunde
       *[other] { $seconds } Sekunden
    }.
which-role = Von welcher Rolle?
    .text = Ich weiß nicht, wovon ihr sprecht. Nenn die Rolle in deiner Frage, oder wähle sie aus.
busy = Viele fragen gerade
    .text = Das kann ich nicht rechtzeitig nachschlagen. Frag gleich noch einmal.
queued = Viele fragen hier gerade
    .text = Deine Antwort kommt in etwa { $seconds ->
        [one] { $seconds } Sekunde
       *[other] { $seconds } Sekunden
    }.
role-mentioned = Ich sehe deinen Text nicht
    .text = Du hast meine Rolle gerufen, und Discord zeigt mir nur, was mich beim Namen nennt. Wähle in der Liste mich und nicht meine Rolle.
no-workspace = Dieser Workspace ist nicht verbunden
    .text = Wer mich betreibt, hat mir kein Token dafür gegeben. Sag es ihnen.
kept-private = Antworten sind hier privat
    .text = Drück den Knopf, um die Antwort für dich allein zu lesen, oder frag mit { $ask }.
dismissed = Entfernt
    .text = Die Nachricht ist weg.
not-mine = Das habe ich nicht geschrieben
    .text = Ich kann nur meine eigenen Nachrichten entfernen.
not-yours = Das kannst du nicht entfernen
    .text = Das kann, wer danach gefragt hat, oder wer hier Nachrichten verwalten darf.
same = Das ist ein und dasselbe
    .text = Beide Namen stehen für { $title }. Nenne zum Vergleichen zwei verschiedene Dinge.
versus = { $one } und { $other }
# Headings in a comparison: the definitions, the passages about differences; over lists of skills.
compare-short = Kurz gesagt
compare-differ = Wie sie sich unterscheiden
compare-both = Beide
compare-only = Nur { $title }
# Over the column of a table that says to which group of a list something belongs.
table-group = Gruppe

## Was behalten wird

solved = Gelöst
stuck = Noch nicht gelöst
take-back = Zurücknehmen
vote-solved = Danke
    .text = Ich merke mir, dass „{ $title }“ dein Problem gelöst hat.
vote-stuck = Gemerkt: noch nicht gelöst
    .text = Ich merke mir, dass „{ $title }“ dein Problem nicht gelöst hat.
    .next = Das kommt als Nächstes infrage:
    .no-next = Sonst kommt nichts nahe. Frag mit anderen Worten oder sieh in den Listen nach.
    .missed = Wenn du magst, sag mir, was gefehlt hat. Ein Knopf genügt:
# On buttons: what an answer lacked.
missed = { $reason ->
        [wrong] Falsch
        [outdated] Veraltet
        [off-topic] Nicht, was ich fragte
       *[too-long] Zu lang
    }
missed-kept = Danke
    .text = Ich merke mir unter deinem Code, was an „{ $title }“ gefehlt hat: { $reason ->
        [wrong] Es ist falsch
        [outdated] Es ist veraltet
        [off-topic] Es ist nicht, was du gefragt hast
       *[too-long] Es ist zu lang
    }. Wer es geschrieben hat, sieht nur die Zahl.
missed-known = Das ist schon gemerkt
    .text = Du hast einmal gesagt, was an „{ $title }“ gefehlt hat, oder deine Meinung zurückgenommen.
vote-withdrawn = Zurückgenommen
    .text = Deine Meinung zu „{ $title }“ ist gelöscht.
not-kept = Ob das geklappt hat, ist ungewiss
    .text = Mein Gedächtnis antwortet gerade nicht, deshalb kann ich nicht versprechen, dass das erledigt ist. Versuch es gleich noch einmal. Wenn es so bleibt, nenne denen, die mich betreiben, diesen Code: { $code }.
no-store = Hier behalte ich nichts
    .text = Dort, wo du bist, merke ich mir keine Meinungen, keine Fragen und keine Einstellungen.
not-allowed = Das ist Mentoren und Admins vorbehalten
    .text = Wenn du dazugehören solltest, frag einen Admin dieser Community.
off = Hier antworte ich nicht
    .text = Diese Community hat mich hier abgeschaltet.
gaps = Fragen ohne Antwort
    .none = Es gibt keine: Alles, was gefragt wurde, ist beantwortet.
    .asked = { $count ->
        [one] einmal
       *[other] { $count }-mal
    } gefragt, zuletzt am { $last }
    .doubts = Mit Zweifel beantwortet: { $count }
    .waiting = { $count ->
        [one] Eine Frage wartet
       *[other] { $count } Fragen warten
    } im Kanal der Mentoren, die älteste seit { $day }.
    .expired = (der Wortlaut ist abgelaufen)
gap = Ohne Antwort
    .times = { $count ->
        [one] Einmal
       *[other] { $count }-mal
    } gefragt, zuerst am { $first }, zuletzt am { $last }. Am nächsten kam:
    .examples = Mit anderen Worten gefragt
    .missed = Was an „{ $title }“ fehlte: { $reason ->
        [wrong] falsch
        [outdated] veraltet
        [off-topic] nicht, was gefragt war
       *[too-long] zu lang
    } ({ $count })
gap-gone = Das ist schon erledigt
    .text = Vielleicht war jemand schneller, oder der Knopf ist alt.
gap-closed = Erledigt
    .text = „{ $question }“ steht nicht mehr in der Liste.
gap-answered = Die Bibliothek beantwortet „{ $question }“ inzwischen. Die Frage steht nicht mehr in der Liste.
gap-still-open = Noch immer ohne Antwort
    .text = Nichts in der Bibliothek beantwortet bisher „{ $question }“.
gap-point = Auf einen Eintrag zeigen
gap-point-which = Welcher Abschnitt beantwortet das?
    .text = „{ $question }“ und die anderen Formulierungen führen dann dorthin, nur in dieser Community.
gap-pointed = Das führt jetzt dorthin
    .text = „{ $question }“ wird in dieser Community mit „{ $title }“ beantwortet, sobald ich meine Bibliothek in ein paar Sekunden neu gelesen habe. Die Frage steht nicht mehr in der Liste.
gap-reopen = Zurücknehmen
gap-reopened = Wieder in der Liste
    .text = Die Frage führt nirgendwohin und ist ohne Antwort, wie zuvor.
ask-again = Jetzt beantwortet?
not-for-us = Nichts für uns
all-gaps = Alle anzeigen
ask-mentor = Mentoren fragen
# Titles of forms and labels of their text: at most 45 characters.
ticket-form = Die Mentoren fragen, ohne Namen
    .question = Deine Frage
    .to = Deine Antwort an { $handle }
    .answer = Deine Antwort
    .back = Den Mentoren zurückschreiben
    .message = Deine Nachricht
form-send = Senden
ticket-sent = An die Mentoren geschickt
    .text = Sie lesen es in ihrem Kanal als Frage von { $handle } und sehen nicht, wer du bist. Die Antwort kommt als Direktnachricht zu dir. Bis das erledigt ist, höchstens 14 Tage, behalte ich dafür deine ID; { $my-data } zeigt sie.
ticket-too-many = Für heute reicht es
    .text = In 24 Stunden gehen von jeder Person drei Fragen an die Mentoren. Versuch es später noch einmal.
ticket-refused = Die Mentoren nehmen keine Frage von dir an
    .text = Das hat jemand entschieden, der diese Community verwaltet, ohne zu wissen, wer du bist. Frag einen Admin.
no-mentors = Hier gibt es keinen Kanal für Mentoren
    .text = Wer diese Community verwaltet, kann in den Einstellungen einen wählen.
ticket = Eine Frage an die Mentoren
    .text = Von { $handle }; den Namen behalte ich für mich. Deine Antwort geht als Direktnachricht dorthin.
ticket-answer = Antworten
ticket-claim = Ich übernehme
ticket-hand-back = Zurückgeben
ticket-close = Schließen
ticket-block = Absender sperren
ticket-yours = Du hast sie
    .text = Im Thread steht, dass jemand sie übernommen hat. Beantworte sie, oder gib sie zurück.
ticket-handed-back = Zurückgegeben
    .text = Alle anderen können sie wieder übernehmen.
ticket-blocked = Gesperrt
    .text = Wer auch immer { $handle } ist, kann den Mentoren dieser Community 90 Tage lang nichts schicken. Niemand erfährt, wer es ist.
ticket-solved = Das freut mich
    .text = Deine ID habe ich vergessen, und die Mentoren lesen, dass es gelöst ist.
ticket-taken = Das geht nicht mehr
    .text = Jemand anderes hat sie übernommen, oder sie ist erledigt.
ticket-answered = Unterwegs
    .text = { $handle } bekommt deine Antwort als Direktnachricht, ohne deinen Namen.
ticket-written-back = Gesendet
    .text = Die Mentoren lesen es in ihrem Kanal.
ticket-reply = Die Mentoren antworten
    .asked = Du hast gefragt: „{ $question }“
ticket-back = Zurückschreiben
ticket-not-posted = Die Mentoren sind nicht erreichbar
    .text = Ich darf nicht in ihren Kanal schreiben, oder es gibt ihn nicht mehr; niemand hat „{ $question }“ gelesen. Sag es einem Admin der Community.
ticket-note = { $what ->
        [taken] Jemand hat die Frage von { $handle } übernommen.
        [handed-back] Die Frage von { $handle } wurde zurückgegeben und ist wieder frei.
        [answered] Jemand hat { $handle } geantwortet:
        [wrote-back] { $handle } schreibt zurück:
        [solved] { $handle } sagt, dass es gelöst ist.
       *[unreachable] { $handle } ist nicht erreichbar: Direktnachrichten sind abgeschaltet, oder die Person ist gegangen. Die Antwort wurde nicht gelesen.
    }
my-data = Was ich über dich behalte
    .text = Ich kenne dich nur unter einem Code, den ich aus deiner ID bilde. Unter ihm behalte ich:
    .none = Nichts: keine Meinung, keine Frage, keine Nachricht.
    .vote = { $day }: Du fandest „{ $title }“ { $opinion ->
        [helpful] hilfreich
       *[unhelpful] nicht hilfreich
    }
    .missed = { $day }: Du hast gesagt, was an { $passage } gefehlt hat: { $reason ->
        [wrong] falsch
        [outdated] veraltet
        [off-topic] nicht, was du gefragt hast
       *[too-long] zu lang
    }
    .wording = { $day }: Du hast „{ $wording }“ zu einem Abschnitt führen lassen
    .question = { $day }: Du hast „{ $question }“ gefragt, und ich hatte keine Antwort
    .ticket = { $day }: Du hast den Mentoren „{ $question }“ geschickt
    .setting = { $day }: Du hast die Einstellung { $setting } geändert
    .country = { $day }: Du hast mir dein Land gesagt: { $country }
    .progress = { $day }: du hast „{ $title }“ abgehakt
    .owed = bis { $day }: Ich schulde dir eine Nachricht und behalte dafür deine ID selbst
forget = Vergiss mich
forgotten = Vergessen
    .text = Alles, was ich über dich behalten habe, ist gelöscht.

## What the career graph computes: switches, roles that fit, comparisons, levels, interview practice, the quiz

computed = Berechnet aus Kenntnissen, die Redakteure zu jedem Beruf notiert haben; für alle gleich.
level = { $level ->
        [intern] Praktikum
        [junior] Junior
       *[mid] Mittlere Stufe
        [senior] Senior
        [lead] Lead
        [staff] Staff
        [principal] Principal
        [manager] Führungskraft
        [director] Bereichsleitung
        [executive] Geschäftsleitung
    }
hours = { $low }–{ $high } Std.
no-role-data = Dafür fehlen die Daten
    .text = Noch hat niemand notiert, was { $title } dafür braucht. Du kannst stattdessen darüber lesen.
switch = Von { $from } zu { $to }
switch-covered = Du bringst etwa { $percent } % dessen mit, was { $title } verlangt, nach Gewicht gezählt.
switch-stated = Die Redaktion nennt diesen Wechsel { $effort ->
        [near] nah
       *[medium] mittel
        [far] weit
    }: { $why }
switch-hours = Was vom Kern noch offen ist, dauert nach Schätzung der Redaktion etwa { $hours }
switch-have = Das hast du schon
switch-partly = Nützt dir zum Teil
switch-learn = Zu lernen, in dieser Reihenfolge
switch-later = Später hilfreich
switch-between = Ein Zwischenschritt
switch-via = Über { $role }: erst ein { $first ->
        [near] naher
       *[medium] mittlerer
        [far] weiter
    } Wechsel, dann ein { $then ->
        [near] naher
       *[medium] mittlerer
        [far] weiter
    }.
switch-closer = Näher an dem, was du kannst
partly = { $reason ->
        [near] { $skill }: { $known } ist nah daran
        [base] { $skill }: wohl bekannt, da es vor { $known } kommt
        [one-of] { $skill }: bekannt, falls du { $known } nutzt
       *[deeper] { $skill }: bekannt, aber auf höherer Stufe nötig
    }
compare-them = Beide vergleichen
next = Was zu { $skills } passt
next-there = Vorhanden: { $list }
next-partly = Zum Teil: { $list }
next-missing = Vom Kern fehlt: { $list }
next-covered = Du bringst etwa { $percent } % mit.
next-skill = Was du als Nächstes lernen kannst
next-opens = { $skill }: nötig in { $count } der { $of } nächsten Berufe
next-none = Kein Beruf liegt nahe
    .text = Keiner der Berufe, die ich kenne, baut auf { $skills } auf. Nenne mehr von dem, was du kannst.
unknown-skills = Das kenne ich nicht als Kenntnis und habe es ausgelassen: { $list }
no-skills = Darin sehe ich keine Kenntnis
    .text = Ich kenne keine Kenntnis namens „{ $asked }“. Schreib Kenntnisse mit Kommas dazwischen, etwa: excel, sql.
first-job = als erste Stelle möglich
second-job = meist keine erste Stelle
roadmap-hours = der Lernweg dauert { $hours }
compare-entry = Einstieg
compare-pay = Mittleres Jahresgehalt (Median)
compare-outlook = Aussichten
compare-day = Ein Tag
compare-moves = Hinüberwechseln
compare-hours = Lernzeit
compare-after = Vorher lernen
compare-done = Du kannst es, wenn
compare-roles = Berufe, die es brauchen
compare-roles-list = { $count }: { $list }
compare-no-data = Ich habe keine Zahlen, die { $one } und { $other } darin vergleichen.
compare-pays-more = { $result ->
        [equal] { $more } und { $less } verdienen im Median gleich viel: { $high }.
       *[differ] { $more } verdient im Median mehr: { $high }, gegenüber { $low } bei { $less }.
    }
compare-easier = { $result ->
        [equal] { $easier } und { $harder } sind etwa gleich leicht zu erreichen: { $easy }.
       *[differ] { $easier } ist leichter zu erreichen: { $easy }. { $harder }: { $hard }.
    }
levels = Stufen: { $title }
practice = Vorstellungsgespräch üben
practice-think = Lass dir Zeit. Sag deine Antwort laut oder schreib sie auf, dann sieh nach.
practice-good = Was eine gute Antwort enthält
practice-show = Gute Antwort zeigen
practice-next = Nächste
practice-easier = Leichter
practice-harder = Schwerer
quiz = Welcher Beruf passt zu dir? { $number } von { $of }
quiz-question = { $about ->
        [building] Wie gern würdest du Dinge bauen, die funktionieren?
        [people] Wie viel vom Tag würdest du gern mit Menschen reden und ihnen helfen?
        [design] Wie wichtig ist dir, wie Dinge aussehen und sich anfühlen?
        [numbers] Wie gern hast du Zahlen, Messungen und Statistik?
        [depth] Würdest du tagelang an einem schwierigen Problem arbeiten?
        [order] Magst du Pläne, Regeln und ordentliche Arbeit, die sich wiederholt?
        [risk] Wären Notfälle und hohe Einsätze etwas für dich?
       *[leading] Was tätest du lieber: mit anderen entscheiden und dafür einstehen, oder schriftlich erklären?
    }
quiz-method = Acht Fragen, am Ende drei Berufe. Es ist eine Punktzahl über die Neigungen der Berufe, keine Psychologie. Nichts wird behalten.
quiz-much = Sehr
quiz-sometimes = Ab und zu
quiz-rather-not = Lieber nicht
quiz-leading = Entscheiden und leiten
quiz-writing = Schriftlich erklären
quiz-neither = Keins von beiden
quiz-result = Drei Berufe zum Ansehen
quiz-for = Dafür: { $list }
quiz-against = Dagegen: { $list }
quiz-again = Von vorn
quiz-caution = Deine Antworten zeigen dorthin; was du lernen kannst und was du brauchst, entscheidet ebenso.
quiz-none = Kein Beruf sticht heraus
    .text = Deine Antworten zeigen auf keinen Beruf mehr als auf andere, oder die Berufe haben keine Daten. Sieh sie stattdessen durch.
interest = { $interest ->
       *[building] Dinge bauen
        [people] Menschen
        [leading] Leitung
        [numbers] Zahlen
        [design] Gestaltung
        [order] Ordnung
        [depth] schwierige Probleme
        [risk] Risiko
        [writing] Schreiben
    }

## Private progress on roadmaps

progress = Dein Fortschritt
    .text = Du hast { $count ->
            [one] eine Kenntnis
           *[other] { $count } Kenntnisse
        } abgehakt. Ein Haken zählt auf jedem Lernweg mit dieser Kenntnis; nur du siehst ihn.
progress-of = Dein Fortschritt: { $title } ({ $done } von { $all })
    .text = Nur du siehst das. Wähle einen Schritt, um ihn abzuhaken oder den Haken zurückzunehmen.
progress-none = Noch ist nichts abgehakt
    .text = Öffne einen Beruf mit { $roadmap } und drücke dort auf Mein Fortschritt.
progress-line = { $title }: { $done } von { $all }
progress-mine = Mein Fortschritt
progress-tick = Erledigt: { $skill }
progress-untick = Zurücknehmen: { $skill }
progress-kept = Ich merke mir, dass du { $skill } kannst.
progress-taken-back = Ich merke mir { $skill } nicht mehr.
progress-by = zählt, weil du { $skill } kannst
progress-implied = Teil von { $skill }, das du kannst; hake es ab, wenn es stimmt
progress-gone = Abgehakt, aber auf keinem Lernweg mehr: { $list }
progress-fits = Was passt jetzt zu mir?
progress-export = Exportieren
progress-exported = Dein Fortschritt zum Mitnehmen
    .text = Als JSON für Programme und als Liste für Notizen.

## A person’s country, and what people in a role earn there

country-which = Welches Land?
country-change = Land ändern
country-take-back = Land löschen
country-ask = In welchem Land arbeitest du?
    .text = Gehalt, Recht und Visa hängen vom Land ab. Ich behalte deine Wahl nur unter deinem Code und stelle in Antworten, die nur du liest, voran, was dort gilt. Mit { $my-data } siehst, änderst und löschst du sie. Willst du es lieber nicht sagen, merke ich mir das, damit ich nicht wieder frage.
country = { $code ->
    [US] USA
    [GB] Vereinigtes Königreich
    [DE] Deutschland
    [IN] Indien
    [CA] Kanada
    [IE] Irland
    [NL] Niederlande
    [FR] Frankreich
    [ES] Spanien
    [PL] Polen
    [BR] Brasilien
    [JP] Japan
    [AU] Australien
    [elsewhere] ein anderes Land
    [unsaid] lieber nicht sagen
   *[other] { $name }
}
country-kept = Behalten
    .text = { $answer ->
        [unsaid] Ich merke mir, dass du es lieber nicht sagst, und frage nicht wieder.
        [elsewhere] Ich merke mir, dass es ein Land ist, das ich nicht aufführe, und frage nicht wieder.
       *[named] Ich behalte als dein Land: { $country }.
    } { $my-data } zeigt es, zum Ändern oder Löschen; auch { $forget-me } löscht es.
country-withdrawn = Zurückgenommen
    .text = Ich behalte kein Land von dir. Vielleicht frage ich wieder.
country-told = Für dein Land, wie du mir gesagt hast: { $country }.
    .unnamed = Dein Land ist { $country }, wie du mir gesagt hast; dieser Text nennt es nicht.
    .no-pay = Dein Land ist { $country }, wie du mir gesagt hast; dafür habe ich hier keine Gehaltszahlen.
place-missing = Dieser Text sagt nichts über { $country }.
    .no-pay = Für { $country } habe ich hier keine Gehaltszahlen.
    .figures = Die Zahlen hier gelten für: { $countries }.
pay = Der Median lag { $year } bei { $median } brutto im Jahr. Quelle: { $source }.
    .range = Der Median lag { $year } bei { $median } brutto im Jahr, mit einer Spanne von { $low } bis { $high }. Quelle: { $source }.

## Settings of a community

settings = { $scope ->
        [channel] Einstellungen dieses Kanals
       *[community] { $door ->
            [discord] Einstellungen dieses Servers
           *[slack] Einstellungen des Workspace
        }
    }
    .text = { $door ->
        [discord] Was gewählt ist, gilt sofort, und alle, die den Server verwalten, können es hier ändern.
       *[slack] Was du speicherst, gilt sofort, und alle Admins des Workspace können es hier ändern.
    }
    .unread = Noch kann ich nicht jede Frage lesen: Wer mich betreibt, muss { $door ->
        [discord] discord.message_content
       *[slack] slack.messages
    } einschalten.
not-managing = { $door ->
        [discord] Das darf nur, wer diesen Server verwaltet
       *[slack] Das dürfen nur die Admins dieses Workspace
    }
    .text = { $door ->
        [discord] Discord nennt das Recht „Server verwalten“.
       *[slack] Slack zeigt, wem der Workspace gehört und wer dort Admin ist.
    }
setting-default = wie überall sonst
setting-audience = Wer Antworten liest
    .public = alle
    .private = nur wer fragt
setting-mode = Wann ich antworte
    .called = wenn ich angesprochen werde
    .all = auf jede Frage
    .off = nie
setting-language = Meine Sprache
setting-collections = Was ich weiß
setting-mentor-channel = Kanal der Mentoren
setting-mentor-role = { $door ->
        [discord] Rolle der Mentoren
       *[slack] Benutzergruppe der Mentoren
    }
settings-of-channel = Dieser Kanal
settings-of-community = { $door ->
        [discord] Der ganze Server
       *[slack] Der ganze Workspace
    }
settings-save = Speichern
language = Deutsch

## Lists

topics-listed = Themen
roles-listed = Berufe
questions-listed = Fragen: { $title }
# Behind the title of a list that has several pages.
page = { $title } ({ $page } von { $pages })
questions = { $count ->
    [one] { $count } Frage
   *[other] { $count } Fragen
}
# What kind of entry something is, in brackets or small print behind its name.
kind = { $kind ->
    [role] Beruf
    [skill] Kenntnis
    [term] Begriff
    [faq] Fragen
   *[guide] Leitfaden
}

## The help

abilities = Was ich kann
    .text = Ich beantworte Fragen zum Beruf mit Textstellen, die Menschen geschrieben haben, Wort für Wort und mit Quellen. Wenn nichts passt, sage ich es.
    .also = Außerdem:
    .examples = Zum Beispiel
    .private = { $door ->
        [discord] Wähle { $private } für eine Antwort, die nur du lesen kannst.
       *[slack] Beginne mit { $private } für eine Antwort, die nur du lesen kannst.
    }

## The form to ask by, and the page that an app shows first. The first two have at most 24 characters.

form-ask = Fragen
form-close = Schließen
form-pick = Finde, was beantwortet ist
form-begin = Fang an zu schreiben …
form-words = Oder frag in eigenen Worten
form-empty = Schreib hier eine Frage, oder finde oben eine.
looking = Ich schlage das nach …
# Behind the bot's name, while it is at it.
working = schlägt das nach …
start-text = Antworten auf Berufsfragen, Wort für Wort so, wie Menschen sie geschrieben haben, mit ihren Quellen.
start-ask = Frage stellen
start-popular = Oft gefragt
start-fresh = Zuletzt geprüft
start-read = Lesen

## Where a passage comes from

source = Quelle
source-of = Quelle: { $entry }
sources = Quellen: { $list }
more-sources = … und { $count } weitere
from = Aus { $entry }
reviewed = geprüft { $month }
region = gilt in { $region }
# Where a picture cannot be shown: what it shows.
picture = Bild: { $shows }
shortened = Der Rest ist zu lang für eine Nachricht.
see-also = Siehe auch: { $list }

## Why a passage was found

why = Warum das?
    .text = Ich habe „{ $title }“ gezeigt und bin zu { $percent } % sicher, dass es passt:
why-about = Es ging gerade um { $title }.
why-name = Die Frage nennt es: „{ $name }“.
why-spelling = In der Frage steht ein Wort, das sich fast wie „{ $name }“ schreibt.
why-section = Die Frage zielt auf diesen Abschnitt: „{ $heading }“.
why-wording = Es beantwortet genau diese Frage.
why-heading = In seiner Frage oder Überschrift stehen Wörter der Frage.
why-words = In seinem Text stehen Wörter der Frage.
why-typo = Ein Wort, das hier niemand kennt, wurde als ein ähnliches gelesen.
why-meaning = Es bedeutet fast dasselbe wie die Frage.

## Commands: what each does, in at most 100 characters, and its name. Names are 1 to 32 letters, digits
## or “-”, in lower case; no two commands and no two options of a command may have the same.

command-ask = Stell eine Frage zum Beruf in deinen eigenen Worten (auf Englisch)
    .name = fragen
command-what-is = Was ein Beruf, eine Kenntnis oder ein Begriff bedeutet
    .name = was-ist
command-skills = Welche Kenntnisse ein Beruf verlangt
    .name = kenntnisse
command-responsibilities = Was man in einem Beruf tut
    .name = aufgaben
command-roadmap = Was man für einen Beruf lernt, und in welcher Reihenfolge
    .name = lernweg
command-compare = Worin sich zwei Berufe, Kenntnisse oder Begriffe unterscheiden
    .name = vergleichen
command-switch = Was du für einen Wechsel des Berufs hast und was fehlt
    .name = wechseln
command-next = Welche Berufe zu deinem Können passen, und was du als Nächstes lernst
    .name = was-passt
command-levels = Was sich in einem Beruf von Junior bis Staff ändert
    .name = stufen
command-interview = Echte Fragen aus Vorstellungsgesprächen üben, nur für dich
    .name = interview
command-role-quiz = Acht Fragen zu drei Berufen, die zu dir passen könnten
    .name = berufe-quiz
command-faq = Die Fragen durchsehen, die beantwortet sind
    .name = häufige-fragen
command-roles = Alle Berufe, die Guidepost kennt
    .name = berufe
command-progress = Dein Fortschritt auf Lernwegen, nur für dich
    .name = fortschritt
command-my-data = Was Guidepost über dich behält
    .name = meine-daten
command-forget-me = Alles löschen, was Guidepost über dich behält
    .name = vergiss-mich
command-gaps = Fragen ohne Antwort, für Mentoren und Admins
    .name = lücken
command-help = Was Guidepost kann
    .name = hilfe

## Commands on messages, in at most 32 characters

manage = Guidepost für alle, die diesen Server verwalten
manage-settings = Ansehen und ändern, was dieser Server gewählt hat
    .name = einstellungen
answer-this = Das beantworten
dismiss = Entfernen

## Options of commands: what each is for, in at most 100 characters, and its name.

option-question = Deine Frage, wie du sie einem Menschen stellen würdest
    .name = frage
option-term = Was du erklärt haben möchtest
    .name = begriff
option-role = Der Beruf
    .name = beruf
option-a = Das eine
    .name = a
option-b = Das andere
    .name = b
option-from = Dein Beruf, oder was du kannst, mit Kommas dazwischen
    .name = von
option-to = Der Beruf, den du willst
    .name = nach
option-skills = Was du kannst, mit Kommas dazwischen
    .name = kenntnisse
option-level = Wie schwer: junior, mid oder senior
    .name = stufe
option-topic = Ein Thema oder ein Beruf; lass es weg, um alle Themen zu sehen
    .name = thema
option-private = Ob nur du die Antwort lesen darfst
    .name = privat
