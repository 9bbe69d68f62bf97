### What Guidepost says in its own words, in English. README.md beside this file says how to translate.

## On buttons and lists

more = More
back = Back
show = Show to channel
help = What can you do?
topics = Browse questions
roles = All roles
roadmap = Roadmap
skills = Skills
pick = Did you mean …
pick-listed = Open one …
choose = Choose …
related = Related questions
more-about-this = More about this …
read-privately = Read it privately

## Over lists of skills: those a job needs, those that make it easier, those for working with people

skills-core = Core
skills-helpful = Helpful
skills-human = With people

## Replies: a title, and what stands below it

unknown = I do not know that command or button
    .text = It may be from another version of me. Ask again, or see what I can do.
too-long = That is more than I can read at once
    .text = Your text has { $length } characters; I read at most { $limit }. Ask it in one or two sentences.
# What people write who want to know what the bot can do. With commas between.
help-words = help, help me, what can you do, how do you work, commands
missing = Something is missing
    .text = Tell me what you want to know about, for example { $example }.
no-words = I need words
    .text = There is no letter in your question. Ask it in a few words, for example: { $example }
broken = Something broke on my side
    .text = Try again in a moment. If it stays so, tell who runs me this code: { $code }.
nothing = I do not know that
    .text = I have no answer to “{ $asked }”. I only quote what people wrote in my library, in English, so I would rather say so than guess.
    .rephrase = Ask in other words, or about one thing at a time.
    .look-up = Look up a word with { $what-is }, or a role with { $skills } and { $roadmap }.
    .browse = Browse what is answered with { $faq }.
unsure = I am not sure what you mean
    .text = One of these may be it:
likely = The closest I have
    .text = I am not sure that this answers you; it may be part of the answer.
    .whole = Read it whole
likely-private = I may have something on that
    .text = I am not sure that it answers you, so only you can open it, with this button.
# Above a passage where the question is in this language.
in-english = What follows is in English, as somebody wrote it.
# Below the first answer to a person, and below the help.
by-people = People wrote this; nothing is generated.
other-trade = That is outside what I know
    .text = I know about working in tech, and nothing about this: { $trade }. These pages know more:
lacks-section = Nobody has written about that yet for { $title }
    .text = The nearest that there is:
greeting = Hello!
    .text = Ask me anything about working in tech, for example: { $example }
well-being = Fine, thank you!
    .text = Nothing tires me. Ask me anything about working in tech, for example: { $example }
thanks = You are welcome
    .text = Ask again whenever you like.
goodbye = Goodbye
    .text = Good luck, and come back with the next question.
agreement = Good
    .text = I am here when you have a question.
identity = I am a bot
    .text = I quote passages that people wrote, word for word, with their sources. I make nothing up, and no language model writes my answers.
gone = That text is no longer here
    .text = It was renamed or removed since this message was written. Ask again, or browse.
no-role = { $title } is no role
    .text = I know { $title } as { $kind ->
        [role] a role
        [skill] a skill
        [term] a term
        [faq] a topic with questions
       *[guide] a guide
    }. This command is about roles.
no-facet = Nobody has written about { $facet ->
        [responsibilities] what people in this role do
        [skills] the skills for it
        [roadmap] a roadmap
       *[other] that
    } yet.
wait = One moment, please
    .text = You asked a lot in a short time. Ask again in { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }.
which-role = Of which role?
    .text = I do not know what you are talking about. Name the role in your question, or pick it.
busy = Many ask at once
    .text = I cannot look that up in time. Ask again in a moment.
queued = Many ask here at once
    .text = Your answer comes in about { $seconds ->
        [one] { $seconds } second
       *[other] { $seconds } seconds
    }.
role-mentioned = I cannot see your text
    .text = You called my role, and Discord shows me only what mentions me by name. Choose me, not my role, in the list.
no-workspace = This workspace is not connected
    .text = Whoever runs me has not given me a token for it. Tell them.
kept-private = Answers are private here
    .text = Press the button to read it alone, or ask with { $ask }.
dismissed = Dismissed
    .text = The message is gone.
not-mine = I did not write that
    .text = I can dismiss my own messages alone.
not-yours = That is not yours to dismiss
    .text = Whoever asked for it can, and so can whoever may manage messages here.
same = That is one and the same
    .text = Both names mean { $title }. Name two different things to compare.
versus = { $one } and { $other }
# Headings in a comparison: the definitions, the passages about differences; over lists of skills.
compare-short = In short
compare-differ = How they differ
compare-both = Both
compare-only = Only { $title }
# Over the column of a table that says to which group of a list something belongs.
table-group = Group

## What is remembered

solved = Solved it
stuck = Still stuck
take-back = Take it back
vote-solved = Thank you
    .text = I keep that “{ $title }” solved it for you.
vote-stuck = Kept: still stuck
    .text = I keep that “{ $title }” did not solve it for you.
    .next = These come next:
    .no-next = Nothing else comes close. Ask in other words, or browse.
    .missed = Tell me what was missing, if you like. One press is enough:
# On buttons: what an answer lacked.
missed = { $reason ->
        [wrong] Wrong
        [outdated] Out of date
        [off-topic] Not what I asked
       *[too-long] Too long
    }
missed-kept = Thank you
    .text = I keep under your code what was missing in “{ $title }”: { $reason ->
        [wrong] it is wrong
        [outdated] it is out of date
        [off-topic] it is not what you asked
       *[too-long] it is too long
    }. Its authors see the number alone.
missed-known = That is kept already
    .text = You have said once what was missing in “{ $title }”, or taken your opinion back.
vote-withdrawn = Taken back
    .text = Your opinion of “{ $title }” is gone.
not-kept = That is not certain
    .text = My memory does not answer at present, so I cannot promise that this was done. Please try again in a moment. If it stays so, tell who runs me this code: { $code }.
no-store = I keep nothing here
    .text = Where you are, I remember no opinions, no questions and no settings.
not-allowed = That is for mentors and admins
    .text = If you should be one of them, ask an admin of this community.
off = I do not answer here
    .text = This community has switched me off in this place.
gaps = Questions without an answer
    .none = There is none: everything that was asked is answered.
    .asked = asked { $count ->
        [one] once
       *[other] { $count } times
    }, last on { $last }
    .doubts = Answered with doubt: { $count }
    .waiting = { $count ->
        [one] One question waits
       *[other] { $count } questions wait
    } in the mentors’ channel, the oldest since { $day }.
    .expired = (its words have expired)
gap = Without an answer
    .times = Asked { $count ->
        [one] once
       *[other] { $count } times
    }, first on { $first }, last on { $last }. What came nearest:
    .examples = Asked in other words
    .missed = Missing in “{ $title }”: { $reason ->
        [wrong] wrong
        [outdated] out of date
        [off-topic] not what was asked
       *[too-long] too long
    } ({ $count })
gap-gone = That is closed already
    .text = Somebody else may have been quicker, or the button is old.
gap-closed = Closed
    .text = “{ $question }” is listed no longer.
gap-answered = The library answers “{ $question }” by now. It is listed no longer.
gap-still-open = Still without an answer
    .text = Nothing in the library answers “{ $question }” yet.
gap-point = Point to an entry
gap-point-which = Which passage answers it?
    .text = “{ $question }” and its other wordings will lead there, in this community alone.
gap-pointed = It leads there now
    .text = “{ $question }” is answered with “{ $title }” in this community, as soon as I have read my library again, in a few seconds. It is listed no longer.
gap-reopen = Take it back
gap-reopened = Listed again
    .text = The question leads nowhere and is without an answer, as before.
ask-again = Answered now?
not-for-us = Not for us
all-gaps = All of them
ask-mentor = Ask a mentor
# Titles of forms and labels of their text: at most 45 characters.
ticket-form = Ask the mentors, without your name
    .question = Your question
    .to = Your answer to { $handle }
    .answer = Your answer
    .back = Write back to the mentors
    .message = Your message
form-send = Send
ticket-sent = Sent to the mentors
    .text = They read it in their channel as a question from { $handle }, and cannot see who you are. The answer comes to you as a direct message. Until it is settled, 14 days at most, I keep your id for that; { $my-data } shows it.
ticket-too-many = That is enough for today
    .text = Three questions in 24 hours go to the mentors from each person. Try again later.
ticket-refused = The mentors take no question from you
    .text = Somebody who manages this community decided so, without knowing who you are. Ask an admin.
no-mentors = There is no channel for mentors here
    .text = Whoever manages this community can choose one in its settings.
ticket = A question for the mentors
    .text = From { $handle }, whose name I keep to myself. Whatever you answer goes to them as a direct message.
ticket-answer = Answer
ticket-claim = I take it
ticket-hand-back = Hand back
ticket-close = Close
ticket-block = Block asker
ticket-yours = It is yours
    .text = The thread says that it is taken. Answer it, or hand it back.
ticket-handed-back = Handed back
    .text = Anybody may take it again.
ticket-blocked = Blocked
    .text = Whoever { $handle } is can send the mentors of this community nothing for 90 days. Nobody learns who it is.
ticket-solved = Glad to hear it
    .text = I have forgotten your id, and the mentors read that it is solved.
ticket-taken = That cannot be done any more
    .text = Somebody else has taken it, or it is settled.
ticket-answered = On its way
    .text = { $handle } gets your answer as a direct message, without your name.
ticket-written-back = Sent
    .text = The mentors read it in their channel.
ticket-reply = A mentor answers
    .asked = You asked: “{ $question }”
ticket-back = Write back
ticket-not-posted = The mentors cannot be reached
    .text = I may not write into their channel, or it is gone, so that nobody has read “{ $question }”. Tell an admin of the community.
ticket-note = { $what ->
        [taken] A mentor has taken the question from { $handle }.
        [handed-back] The question from { $handle } was handed back and is free again.
        [answered] A mentor answered { $handle }:
        [wrote-back] { $handle } writes back:
        [solved] { $handle } says that it is solved.
       *[unreachable] { $handle } cannot be reached: they let me send no direct message, or left. Your answer was not read.
    }
my-data = What I keep about you
    .text = I know you by a code alone, which I make of your id. Under it I keep:
    .none = Nothing: no opinion, no question, no message.
    .vote = { $day }: you found “{ $title }” { $opinion ->
        [helpful] helpful
       *[unhelpful] not helpful
    }
    .missed = { $day }: you said what was missing in { $passage }: { $reason ->
        [wrong] wrong
        [outdated] out of date
        [off-topic] not what you asked
       *[too-long] too long
    }
    .wording = { $day }: you let “{ $wording }” lead to a passage
    .question = { $day }: you asked “{ $question }”, and I had no answer
    .ticket = { $day }: you sent the mentors “{ $question }”
    .setting = { $day }: you changed the setting { $setting }
    .country = { $day }: you told me your country: { $country }
    .progress = { $day }: you ticked “{ $title }” as done
    .owed = until { $day }: I owe you a message, and for that keep your id itself
forget = Forget me
forgotten = Forgotten
    .text = Everything I kept about you is deleted.

## What the career graph computes: switches, roles that fit, comparisons, levels, interview practice, the quiz

computed = Computed from skills that editors wrote for each role; the same for everybody.
level = { $level ->
        [intern] Intern
        [junior] Junior
       *[mid] Mid
        [senior] Senior
        [lead] Lead
        [staff] Staff
        [principal] Principal
        [manager] Manager
        [director] Director
        [executive] Executive
    }
hours = { $low }–{ $high } h
no-role-data = There is no data to compute that from
    .text = Nobody has written down yet what { $title } needs for this. You can read about it instead.
switch = From { $from } to { $to }
switch-covered = You bring about { $percent } % of what { $title } needs, counted by weight.
switch-stated = Editors call this move { $effort ->
        [near] near
       *[medium] medium
        [far] far
    }: { $why }
switch-hours = What is open of the core takes about { $hours }, the editors’ estimate.
switch-have = You already have
switch-partly = Carries over in part
switch-learn = To learn, in this order
switch-later = Helpful later
switch-between = A step between
switch-via = Over { $role }: a { $first ->
        [near] near
       *[medium] medium
        [far] far
    } move, then a { $then ->
        [near] near
       *[medium] medium
        [far] far
    } one.
switch-closer = Closer to what you can do
partly = { $reason ->
        [near] { $skill }: { $known } is near to it
        [base] { $skill }: probably known, as it comes before { $known }
        [one-of] { $skill }: known if you use { $known }
       *[deeper] { $skill }: known, and needed at a higher level
    }
compare-them = Compare them
next = What fits { $skills }
next-there = There: { $list }
next-partly = In part: { $list }
next-missing = Core that is missing: { $list }
next-covered = You bring about { $percent } % of it.
next-skill = What to learn next
next-opens = { $skill }: needed by { $count } of the { $of } nearest roles
next-none = No role comes close
    .text = None of the roles that I know builds on { $skills }. Name more of what you can do.
unknown-skills = I do not know as a skill, and left out: { $list }
no-skills = I see no skill in that
    .text = I know no skill called “{ $asked }”. Write skills with commas between, such as: excel, sql.
first-job = can be a first job
second-job = mostly not a first job
roadmap-hours = its roadmap takes { $hours }
compare-entry = Getting in
compare-pay = Median pay a year
compare-outlook = Outlook
compare-day = A day
compare-moves = Moving over
compare-hours = Time to learn
compare-after = Learn before it
compare-done = You have it when
compare-roles = Roles that need it
compare-roles-list = { $count }: { $list }
compare-no-data = I have no figures that compare { $one } and { $other } in this.
compare-pays-more = { $result ->
        [equal] { $more } and { $less } pay the same by the median: { $high }.
       *[differ] { $more } pays more by the median: { $high }, against { $low } for { $less }.
    }
compare-easier = { $result ->
        [equal] { $easier } and { $harder } are about as easy to enter: { $easy }.
       *[differ] { $easier } is easier to enter: { $easy }. { $harder }: { $hard }.
    }
levels = Levels: { $title }
practice = Practise interview questions
practice-think = Take your time. Say your answer aloud or write it down, then look.
practice-good = What a good answer has
practice-show = Show a good answer
practice-next = Next
practice-easier = Easier
practice-harder = Harder
quiz = Which role suits you? { $number } of { $of }
quiz-question = { $about ->
        [building] How much would you like to build things that work?
        [people] How much of a day would you like to talk with people and help them?
        [design] How much do you care how things look and feel?
        [numbers] How much do you like figures, measuring and statistics?
        [depth] Would you work on one hard problem for days?
        [order] Do you like plans, rules and tidy work that repeats?
        [risk] Would emergencies and high stakes be something for you?
       *[leading] What would you rather do: decide with others and answer for it, or explain in writing?
    }
quiz-method = Eight questions, three roles at the end. It is a score over the roles’ interests, not psychology. Nothing is kept.
quiz-much = A lot
quiz-sometimes = Now and then
quiz-rather-not = Rather not
quiz-leading = Decide and lead
quiz-writing = Explain in writing
quiz-neither = Neither
quiz-result = Three roles to look at
quiz-for = For it: { $list }
quiz-against = Against it: { $list }
quiz-again = Start again
quiz-caution = Your answers point this way; what you can learn and what you need decide as well.
quiz-none = No role stands out
    .text = Your answers point to no role more than to another, or the roles have no data. Browse them instead.
interest = { $interest ->
       *[building] building things
        [people] people
        [leading] leading
        [numbers] figures
        [design] design
        [order] order
        [depth] hard problems
        [risk] risk
        [writing] writing
    }

## Private progress on roadmaps

progress = Your progress
    .text = You ticked { $count ->
            [one] one skill
           *[other] { $count } skills
        }. A tick counts on every roadmap that has the skill; only you see it.
progress-of = Your progress: { $title } ({ $done } of { $all })
    .text = Only you see this. Pick a step to tick it or to take the tick back.
progress-none = Nothing is ticked yet
    .text = Open a role with { $roadmap } and press My progress there.
progress-line = { $title }: { $done } of { $all }
progress-mine = My progress
progress-tick = Done: { $skill }
progress-untick = Take back: { $skill }
progress-kept = I keep that you have { $skill }.
progress-taken-back = I keep { $skill } no longer.
progress-by = counts, as you have { $skill }
progress-implied = part of { $skill }, which you have; tick it if it holds
progress-gone = Ticked, but no longer on a map: { $list }
progress-fits = What fits me now?
progress-export = Export
progress-exported = Your progress, to take along
    .text = As JSON for programs, and as a list for notes.

## A person’s country, and what people in a role earn there

country-which = Which country?
country-change = Change country
country-take-back = Delete country
country-ask = Which country do you work in?
    .text = Pay, law and visas differ by country. I keep what you choose under your code alone, and put what holds there first in answers that only you read. With { $my-data } you can see, change and delete it. If you would rather not say, I keep that, so that I do not ask again.
country = { $code ->
    [US] United States
    [GB] United Kingdom
    [DE] Germany
    [IN] India
    [CA] Canada
    [IE] Ireland
    [NL] Netherlands
    [FR] France
    [ES] Spain
    [PL] Poland
    [BR] Brazil
    [JP] Japan
    [AU] Australia
    [elsewhere] another country
    [unsaid] rather not say
   *[other] { $name }
}
country-kept = Kept
    .text = { $answer ->
        [unsaid] I keep that you would rather not say, and do not ask again.
        [elsewhere] I keep that it is a country that I do not list, and do not ask again.
       *[named] I keep that your country is { $country }.
    } { $my-data } shows it, to change or delete; { $forget-me } deletes it, too.
country-withdrawn = Taken back
    .text = I keep no country of yours. I may ask again.
country-told = For your country, as you told me: { $country }.
    .unnamed = You told me { $country }; this text does not name it.
    .no-pay = You told me { $country }; I have no pay figures for it here.
place-missing = This text has nothing on { $country }.
    .no-pay = I have no pay figures for { $country } here.
    .figures = The figures here are for { $countries }.
pay = In { $year } the median was { $median } a year before tax. Source: { $source }.
    .range = In { $year } the median was { $median } a year before tax, with a range from { $low } to { $high }. Source: { $source }.

## Settings of a community

settings = { $scope ->
        [channel] Settings of this channel
       *[community] { $door ->
            [discord] Settings of this server
           *[slack] Settings of this workspace
        }
    }
    .text = { $door ->
        [discord] What is chosen holds at once, and everybody who manages the server can change it here.
       *[slack] What you save holds at once, and every admin of the workspace can change it here.
    }
    .unread = I cannot read every question yet: whoever runs me has to switch on { $door ->
        [discord] discord.message_content
       *[slack] slack.messages
    }.
not-managing = { $door ->
        [discord] That is for whoever manages this server
       *[slack] That is for the admins of this workspace
    }
    .text = { $door ->
        [discord] Discord calls that right Manage Server.
       *[slack] Slack lists who is an owner or an admin of the workspace.
    }
setting-default = as everywhere else
setting-audience = Who reads answers
    .public = everybody
    .private = the asker alone
setting-mode = When I answer
    .called = when I am called
    .all = every question
    .off = never
setting-language = My language
setting-collections = What I know
setting-mentor-channel = The mentors’ channel
setting-mentor-role = { $door ->
        [discord] The mentors’ role
       *[slack] The mentors’ user group
    }
settings-of-channel = This channel
settings-of-community = { $door ->
        [discord] The whole server
       *[slack] The whole workspace
    }
settings-save = Save
language = English

## Lists

topics-listed = Topics
roles-listed = Roles
questions-listed = Questions: { $title }
# Behind the title of a list that has several pages.
page = { $title } ({ $page } of { $pages })
questions = { $count ->
    [one] { $count } question
   *[other] { $count } questions
}
# What kind of entry something is, in brackets or small print behind its name.
kind = { $kind ->
    [role] role
    [skill] skill
    [term] term
    [faq] faq
   *[guide] guide
}

## The help

abilities = What I can do
    .text = I answer career questions with passages that people wrote, word for word, with their sources. When nothing fits, I say so.
    .also = Also:
    .examples = For example
    .private = { $door ->
        [discord] Choose { $private } for an answer that only you can read.
       *[slack] Begin with { $private } for an answer that only you can read.
    }

## The form to ask by, and the page that an app shows first. The first two have at most 24 characters.

form-ask = Ask
form-close = Close
form-pick = Find what is answered
form-begin = Begin to write …
form-words = Or ask in your own words
form-empty = Write a question here, or find one above.
looking = Looking that up …
# Behind the bot's name, while it is at it.
working = is looking that up …
start-text = Answers to career questions, word for word from what people wrote, with their sources.
start-ask = Ask a question
start-popular = Often asked
start-fresh = Newly reviewed
start-read = Read

## Where a passage comes from

source = Source
source-of = Source: { $entry }
sources = Sources: { $list }
more-sources = … and { $count } more
from = From { $entry }
reviewed = reviewed { $month }
region = holds in { $region }
# Where a picture cannot be shown: what it shows.
picture = Picture: { $shows }
shortened = The rest is too long for one message.
see-also = See also: { $list }

## Why a passage was found

why = Why this?
    .text = I showed “{ $title }”, and I am { $percent } % sure that it fits:
why-about = You were reading about { $title }.
why-name = The question names it: “{ $name }”.
why-spelling = The question has a word that is spelt almost like “{ $name }”.
why-section = The question asks for this section: “{ $heading }”.
why-wording = It answers this very question.
why-heading = Its question or heading has words of the question.
why-words = Its text has words of the question.
why-typo = A word that nobody knows here was read as one that looks like it.
why-meaning = It means nearly the same as the question.

## Commands: what each does, in at most 100 characters, and its name. Names are 1 to 32 letters, digits
## or “-”, in lower case; no two commands and no two options of a command may have the same.

command-ask = Ask a career question in your own words
    .name = ask
command-what-is = What a role, a skill or a term means
    .name = what-is
command-skills = Which skills a role needs
    .name = skills
command-responsibilities = What people in a role do
    .name = responsibilities
command-roadmap = What to learn for a role, and in which order
    .name = roadmap
command-compare = How two roles, skills or terms differ
    .name = compare
command-switch = What you have and lack for a move to another role
    .name = switch
command-next = Which roles fit what you can do, and what to learn next
    .name = next
command-levels = What changes in a role from junior to staff
    .name = levels
command-interview = Practise real interview questions, in private
    .name = interview
command-role-quiz = Eight questions to three roles that may suit you
    .name = role-quiz
command-faq = Browse the questions that have an answer
    .name = faq
command-roles = All roles that Guidepost knows
    .name = roles
command-progress = Your private progress on roadmaps
    .name = progress
command-my-data = What Guidepost keeps about you
    .name = my-data
command-forget-me = Have everything deleted that Guidepost keeps about you
    .name = forget-me
command-gaps = Questions without an answer, for mentors and admins
    .name = gaps
command-help = What Guidepost can do
    .name = help

## Commands on messages, in at most 32 characters

manage = Guidepost for those who manage this server
manage-settings = Look at or change what this server chose
    .name = settings
answer-this = Answer this
dismiss = Dismiss

## Options of commands: what each is for, in at most 100 characters, and its name.

option-question = Your question, as you would ask a person
    .name = question
option-term = What you want explained
    .name = term
option-role = The role
    .name = role
option-a = The one
    .name = a
option-b = The other
    .name = b
option-from = Your role, or what you can do, with commas between
    .name = from
option-to = The role you want
    .name = to
option-skills = What you can do, with commas between
    .name = skills
option-level = How hard: junior, mid or senior
    .name = level
option-topic = A topic or a role; leave it out to see all topics
    .name = topic
option-private = Whether only you may read the answer
    .name = private
