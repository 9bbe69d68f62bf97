### O que o Guidepost diz com as próprias palavras, em português do Brasil. README.md, ao lado, explica como traduzir.

## On buttons and lists

more = Mais
back = Voltar
show = Mostrar no canal
help = O que você sabe fazer?
topics = Ver perguntas
roles = Todos os cargos
roadmap = Roteiro
skills = Habilidades
pick = Você quis dizer…
pick-listed = Escolha o que abrir…
choose = Escolha…
related = Perguntas relacionadas
more-about-this = Mais sobre isto…
read-privately = Ler em particular

## Over lists of skills: those a job needs, those that make it easier, those for working with people

skills-core = Essenciais
skills-helpful = Úteis
skills-human = Com as pessoas

## Replies: a title, and what stands below it

unknown = Não conheço esse comando ou botão
    .text = Ele pode ser de outra versão minha. Pergunte de novo ou veja o que sei fazer.
too-long = Isso é mais do que consigo ler de uma vez
    .text = Seu texto tem { $length } caracteres; leio no máximo { $limit }. Pergunte em uma ou duas frases.
# What people write who want to know what the bot can do. With commas between.
help-words = ajuda, me ajuda, o que você sabe fazer, comandos
missing = Falta alguma coisa
    .text = Diga o que você quer saber, por exemplo { $example }.
no-words = Preciso de palavras
    .text = Não há nenhuma letra na sua pergunta. Faça-a em poucas palavras, por exemplo: { $example }
broken = Algo deu errado aqui comigo
    .text = Tente de novo daqui a pouco. Se continuar assim, passe este código a quem me administra: { $code }.
nothing = Isso eu não sei
    .text = Não tenho resposta para “{ $asked }”. Só cito o que pessoas escreveram na minha biblioteca, em inglês, então prefiro dizer isso a chutar.
    .rephrase = Pergunte com outras palavras, ou sobre uma coisa de cada vez.
    .look-up = Procure uma palavra com { $what-is }, ou um cargo com { $skills } e { $roadmap }.
    .browse = Veja o que já tem resposta com { $faq }.
unsure = Não sei bem o que você quer dizer
    .text = Pode ser uma destas opções:
likely = O mais próximo que tenho
    .text = Não tenho certeza de que responde à sua pergunta; pode ser parte da resposta.
    .whole = Ler tudo
likely-private = Talvez eu tenha algo sobre isso
    .text = Não tenho certeza de que responde à sua pergunta, então só você pode abrir, com este botão.
in-english = O que vem a seguir está em inglês, como alguém escreveu.
by-people = Pessoas escreveram isto; nada é gerado.
other-trade = Isso está fora do que eu sei
    .text = Sei sobre trabalhar em tecnologia, mas nada sobre isto: { $trade }. Estas páginas sabem mais:
lacks-section = Ninguém escreveu ainda sobre isso para { $title }
    .text = O mais próximo que há:
greeting = Olá!
    .text = Pergunte o que quiser sobre trabalhar em tecnologia, por exemplo: { $example }
well-being = Tudo bem, obrigado!
    .text = Eu não me canso. Pergunte o que quiser sobre trabalhar em tecnologia, por exemplo: { $example }
thanks = De nada
    .text = Pergunte de novo quando quiser.
goodbye = Até logo
    .text = Boa sorte, e volte com a próxima pergunta.
agreement = Certo
    .text = Estou aqui quando você tiver uma pergunta.
identity = Sou um bot
    .text = Cito textos que pessoas escreveram, palavra por palavra, com as fontes. Não invento nada, e nenhum modelo de linguagem escreve minhas respostas.
gone = Esse texto não está mais aqui
    .text = Ele mudou de nome ou foi removido depois que esta mensagem foi escrita. Pergunte de novo ou dê uma olhada na lista.
no-role = { $title } não é um cargo
    .text = Conheço { $title } como { $kind ->
        [role] um cargo
        [skill] uma habilidade
        [term] um termo
        [faq] um tema com perguntas
       *[guide] um guia
    }. Este comando é sobre cargos.
no-facet = { $facet ->
        [responsibilities] Ninguém escreveu ainda o que se faz neste cargo.
        [skills] Ninguém escreveu ainda quais habilidades ele pede.
        [roadmap] Ninguém escreveu ainda um roteiro para isso.
       *[other] Ninguém escreveu ainda sobre isso.
    }
wait = Um momento, por favor
    .text = Foram muitas perguntas em pouco tempo. Pergunte de novo em { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }.
which-role = De qual função?
    .text = Não sei de qual função você está falando. Diga o nome dela na pergunta ou escolha.
busy = Muita gente pergunta ao mesmo tempo
    .text = Não consigo procurar isso a tempo. Pergunte de novo em um momento.
queued = Muita gente pergunta aqui ao mesmo tempo
    .text = Sua resposta chega em cerca de { $seconds ->
        [one] { $seconds } segundo
       *[other] { $seconds } segundos
    }.
role-mentioned = Não vejo o seu texto
    .text = Você chamou o meu cargo, e o Discord só me mostra o que me menciona pelo nome. Escolha a mim, e não o meu cargo, na lista.
no-workspace = Este workspace não está conectado
    .text = Quem me mantém não me deu um token para ele. Avise essa pessoa.
kept-private = Aqui as respostas são privadas
    .text = Clique no botão para ler em particular, ou pergunte com { $ask }.
dismissed = Removida
    .text = A mensagem não está mais aqui.
not-mine = Eu não escrevi isso
    .text = Só posso remover as minhas próprias mensagens.
not-yours = Você não pode remover isso
    .text = Quem perguntou pode, e também quem gerencia as mensagens aqui.
same = É a mesma coisa
    .text = Os dois nomes querem dizer { $title }. Diga duas coisas diferentes para comparar.
versus = { $one } e { $other }
# Headings in a comparison: the definitions, the passages about differences; over lists of skills.
compare-short = Em resumo
compare-differ = Como se diferenciam
compare-both = Ambos
compare-only = Só { $title }
# Over the column of a table that says to which group of a list something belongs.
table-group = Grupo

## O que é lembrado

solved = Resolveu
stuck = Ainda não resolveu
take-back = Retirar minha opinião
vote-solved = Obrigado
    .text = Guardei que “{ $title }” resolveu sua dúvida.
vote-stuck = Guardado: ainda não resolveu
    .text = Guardei que “{ $title }” não resolveu sua dúvida.
    .next = Isto é o que chega mais perto depois:
    .no-next = Nada mais chega perto. Pergunte com outras palavras ou veja as listas.
    .missed = Se quiser, diga o que faltou. Basta apertar um botão:
# On buttons: what an answer lacked.
missed = { $reason ->
        [wrong] Errado
        [outdated] Desatualizado
        [off-topic] Não foi o que perguntei
       *[too-long] Longo demais
    }
missed-kept = Obrigado
    .text = Guardo com o seu código o que faltou em “{ $title }”: { $reason ->
        [wrong] está errado
        [outdated] está desatualizado
        [off-topic] não é o que você perguntou
       *[too-long] é longo demais
    }. Quem escreveu vê só o número.
missed-known = Isso já está guardado
    .text = Você já disse uma vez o que faltou em “{ $title }”, ou retirou sua opinião.
vote-withdrawn = Retirada
    .text = Sua opinião sobre “{ $title }” foi apagada.
not-kept = Não sei se deu certo
    .text = Minha memória não responde no momento, então não posso prometer que isso foi feito. Tente de novo daqui a pouco. Se continuar assim, passe este código a quem me administra: { $code }.
no-store = Aqui não guardo nada
    .text = Onde você está, não guardo opiniões, perguntas nem configurações.
not-allowed = Isso é para mentores e admins
    .text = Se você deveria ser um deles, fale com um admin desta comunidade.
off = Aqui eu não respondo
    .text = Esta comunidade me desativou aqui.
gaps = Perguntas sem resposta
    .none = Não há nenhuma: tudo o que foi perguntado tem resposta.
    .asked = feita { $count ->
        [one] { $count } vez
       *[other] { $count } vezes
    }, a última em { $last }
    .doubts = Respondida com dúvida: { $count }
    .waiting = { $count ->
        [one] { $count } pergunta espera
       *[other] { $count } perguntas esperam
    } no canal dos mentores, a mais antiga desde { $day }.
    .expired = (o texto expirou)
gap = Sem resposta
    .times = Feita { $count ->
        [one] { $count } vez
       *[other] { $count } vezes
    }, a primeira em { $first }, a última em { $last }. O mais próximo:
    .examples = Feita com outras palavras
    .missed = O que faltou em “{ $title }”: { $reason ->
        [wrong] errado
        [outdated] desatualizado
        [off-topic] não é o que se perguntou
       *[too-long] longo demais
    } ({ $count })
gap-gone = Isso já está fechado
    .text = Talvez alguém tenha sido mais rápido, ou o botão é antigo.
gap-closed = Fechada
    .text = “{ $question }” não está mais na lista.
gap-answered = A biblioteca já responde “{ $question }”. A pergunta não está mais na lista.
gap-still-open = Ainda sem resposta
    .text = Nada na biblioteca responde “{ $question }” por enquanto.
gap-point = Apontar uma entrada
gap-point-which = Que trecho responde a isso?
    .text = “{ $question }” e suas outras formulações vão levar até lá, só nesta comunidade.
gap-pointed = Agora leva até lá
    .text = “{ $question }” é respondida com “{ $title }” nesta comunidade assim que eu reler minha biblioteca, em alguns segundos. Não está mais na lista.
gap-reopen = Desfazer
gap-reopened = De novo na lista
    .text = A pergunta não leva a lugar nenhum e está sem resposta, como antes.
ask-again = Já tem resposta?
not-for-us = Não é para nós
all-gaps = Todas
ask-mentor = Perguntar a mentores
# Titles of forms and labels of their text: at most 45 characters.
ticket-form = Perguntar aos mentores, sem seu nome
    .question = Sua pergunta
    .to = Sua resposta a { $handle }
    .answer = Sua resposta
    .back = Responder aos mentores
    .message = Sua mensagem
form-send = Enviar
ticket-sent = Enviada aos mentores
    .text = Eles leem no canal deles uma pergunta de { $handle } e não veem quem você é. A resposta chega a você por mensagem direta. Até lá, no máximo 14 dias, guardo seu ID para isso; { $my-data } mostra.
ticket-too-many = Por hoje chega
    .text = Em 24 horas, três perguntas de cada pessoa vão para os mentores. Tente mais tarde.
ticket-refused = Os mentores não aceitam perguntas suas
    .text = Alguém que administra esta comunidade decidiu assim, sem saber quem você é. Fale com um admin.
no-mentors = Aqui não há canal de mentores
    .text = Quem administra esta comunidade pode escolher um nas configurações.
ticket = Uma pergunta para os mentores
    .text = De { $handle }, cujo nome fica comigo. O que você responder chega por mensagem direta.
ticket-answer = Responder
ticket-claim = Eu assumo
ticket-hand-back = Devolver
ticket-close = Fechar
ticket-block = Bloquear quem perguntou
ticket-yours = É sua
    .text = O tópico diz que alguém assumiu. Responda, ou devolva.
ticket-handed-back = Devolvida
    .text = Qualquer pessoa pode assumir de novo.
ticket-blocked = Bloqueado
    .text = Seja quem for { $handle }, não pode enviar nada aos mentores desta comunidade por 90 dias. Ninguém fica sabendo quem é.
ticket-solved = Que bom
    .text = Esqueci seu ID, e os mentores leem que está resolvido.
ticket-taken = Isso não é mais possível
    .text = Outra pessoa assumiu, ou já está resolvida.
ticket-answered = A caminho
    .text = { $handle } recebe sua resposta por mensagem direta, sem o seu nome.
ticket-written-back = Enviada
    .text = Os mentores leem no canal deles.
ticket-reply = Um mentor responde
    .asked = Você perguntou: “{ $question }”
ticket-back = Responder
ticket-not-posted = Não consigo falar com os mentores
    .text = Não posso escrever no canal deles, ou ele não existe mais; ninguém leu “{ $question }”. Avise um admin da comunidade.
ticket-note = { $what ->
        [taken] Um mentor assumiu a pergunta de { $handle }.
        [handed-back] A pergunta de { $handle } foi devolvida e está livre de novo.
        [answered] Um mentor respondeu a { $handle }:
        [wrote-back] { $handle } responde:
        [solved] { $handle } diz que está resolvido.
       *[unreachable] Não consigo falar com { $handle }: não aceita mensagens diretas, ou saiu. Sua resposta não foi lida.
    }
my-data = O que guardo sobre você
    .text = Só conheço você por um código que gero a partir do seu ID. Com ele, guardo:
    .none = Nada: nenhuma opinião, nenhuma pergunta, nenhuma mensagem.
    .vote = { $day }: “{ $title }” { $opinion ->
        [helpful] ajudou você
       *[unhelpful] não ajudou você
    }
    .missed = { $day }: você disse o que faltou em { $passage }: { $reason ->
        [wrong] errado
        [outdated] desatualizado
        [off-topic] não é o que você perguntou
       *[too-long] longo demais
    }
    .wording = { $day }: você fez “{ $wording }” levar a um trecho
    .question = { $day }: você perguntou “{ $question }”, e eu não tinha resposta
    .ticket = { $day }: você enviou aos mentores “{ $question }”
    .setting = { $day }: você mudou a configuração { $setting }
    .country = { $day }: você me disse o seu país: { $country }
    .progress = { $day }: você marcou “{ $title }”
    .owed = até { $day }: devo uma mensagem a você e, para isso, guardo o seu próprio ID
forget = Esqueça-me
forgotten = Esquecido
    .text = Tudo o que eu guardava sobre você foi apagado.

## What the career graph computes: switches, roles that fit, comparisons, levels, interview practice, the quiz

computed = Calculado com as habilidades anotadas para cada cargo; igual para todo mundo.
level = { $level ->
        [intern] Estágio
        [junior] Júnior
       *[mid] Pleno
        [senior] Sênior
        [lead] Lead
        [staff] Staff
        [principal] Principal
        [manager] Gerente
        [director] Diretoria
        [executive] Alta direção
    }
hours = { $low }–{ $high } h
no-role-data = Faltam dados para calcular isso
    .text = Ninguém anotou ainda o que { $title } precisa para isso. Você pode ler sobre o cargo.
switch = De { $from } para { $to }
switch-covered = Você traz cerca de { $percent } % do que { $title } pede, contado por peso.
switch-stated = A redação considera esta mudança { $effort ->
        [near] próxima
       *[medium] média
        [far] distante
    }: { $why }
switch-hours = O que falta do essencial leva cerca de { $hours }, segundo a redação.
switch-have = Você já tem
switch-partly = Serve em parte
switch-learn = Para aprender, nesta ordem
switch-later = Útil mais tarde
switch-between = Um passo no meio
switch-via = Por { $role }: uma mudança { $first ->
        [near] próxima
       *[medium] média
        [far] distante
    } e depois uma { $then ->
        [near] próxima
       *[medium] média
        [far] distante
    }.
switch-closer = Mais perto do que você sabe fazer
partly = { $reason ->
        [near] { $skill }: { $known } é parecido
        [base] { $skill }: você já deve saber, pois vem antes de { $known }
        [one-of] { $skill }: você sabe se usa { $known }
       *[deeper] { $skill }: você sabe, mas é pedido em um nível mais alto
    }
compare-them = Comparar os dois
next = O que combina com { $skills }
next-there = Você tem: { $list }
next-partly = Em parte: { $list }
next-missing = Falta do essencial: { $list }
next-covered = Você traz cerca de { $percent } %.
next-skill = O que aprender agora
next-opens = { $skill }: pedido por { $count } dos { $of } cargos mais próximos
next-none = Nenhum cargo fica perto
    .text = Nenhum dos cargos que conheço se apoia em { $skills }. Diga mais coisas que você sabe fazer.
unknown-skills = Não conheço como habilidade e deixei de fora: { $list }
no-skills = Não vejo nenhuma habilidade aí
    .text = Não conheço nenhuma habilidade chamada “{ $asked }”. Escreva habilidades separadas por vírgulas, por exemplo: excel, sql.
first-job = pode ser um primeiro emprego
second-job = raramente é um primeiro emprego
roadmap-hours = o roteiro leva { $hours }
compare-entry = Entrar
compare-pay = Salário mediano por ano
compare-outlook = Perspectivas
compare-day = Um dia
compare-moves = Passar de um para o outro
compare-hours = Tempo para aprender
compare-after = Aprender antes
compare-done = Você tem quando
compare-roles = Cargos que pedem
compare-roles-list = { $count }: { $list }
compare-no-data = Não tenho números que comparem { $one } e { $other } nisso.
compare-pays-more = { $result ->
        [equal] { $more } e { $less } pagam o mesmo pela mediana: { $high }.
       *[differ] { $more } paga mais pela mediana: { $high }, contra { $low } de { $less }.
    }
compare-easier = { $result ->
        [equal] { $easier } e { $harder } são mais ou menos igualmente fáceis de entrar: { $easy }.
       *[differ] { $easier } é mais fácil de entrar: { $easy }. { $harder }: { $hard }.
    }
levels = Níveis: { $title }
practice = Treinar entrevista
practice-think = Não tenha pressa. Diga sua resposta em voz alta ou escreva, depois olhe.
practice-good = O que uma boa resposta tem
practice-show = Ver uma boa resposta
practice-next = Próxima
practice-easier = Mais fácil
practice-harder = Mais difícil
quiz = Qual cargo combina com você? { $number } de { $of }
quiz-question = { $about ->
        [building] Quanto você gostaria de construir coisas que funcionam?
        [people] Quanto do dia você gostaria de conversar com pessoas e ajudá-las?
        [design] Quanto você liga para a aparência e a sensação das coisas?
        [numbers] Quanto você gosta de números, medições e estatística?
        [depth] Você trabalharia dias seguidos em um só problema difícil?
        [order] Você gosta de planos, regras e trabalho organizado que se repete?
        [risk] Emergências e muita coisa em jogo seriam para você?
       *[leading] O que você prefere: decidir com outros e responder por isso, ou explicar por escrito?
    }
quiz-method = Oito perguntas, três cargos no fim. É uma pontuação sobre os interesses dos cargos, não psicologia. Nada fica guardado.
quiz-much = Muito
quiz-sometimes = De vez em quando
quiz-rather-not = Melhor não
quiz-leading = Decidir e liderar
quiz-writing = Explicar por escrito
quiz-neither = Nenhum dos dois
quiz-result = Três cargos para olhar
quiz-for = A favor: { $list }
quiz-against = Contra: { $list }
quiz-again = Começar de novo
quiz-caution = Suas respostas apontam para lá; o que você pode aprender e o que você precisa também decidem.
quiz-none = Nenhum cargo se destaca
    .text = Suas respostas não apontam para um cargo mais do que para outro, ou os cargos não têm dados. Veja a lista.
interest = { $interest ->
       *[building] construir coisas
        [people] pessoas
        [leading] liderar
        [numbers] números
        [design] design
        [order] ordem
        [depth] problemas difíceis
        [risk] risco
        [writing] escrever
    }

## Private progress on roadmaps

progress = Seu progresso
    .text = Você marcou { $count ->
            [one] uma habilidade
           *[other] { $count } habilidades
        }. Uma marca vale em todo roteiro que tem a habilidade; só você vê.
progress-of = Seu progresso: { $title } ({ $done } de { $all })
    .text = Só você vê isto. Escolha um passo para marcar ou para tirar a marca.
progress-none = Nada foi marcado ainda
    .text = Abra um cargo com { $roadmap } e aperte Meu progresso.
progress-line = { $title }: { $done } de { $all }
progress-mine = Meu progresso
progress-tick = Feito: { $skill }
progress-untick = Tirar: { $skill }
progress-kept = Guardei que você tem { $skill }.
progress-taken-back = Não guardo mais { $skill }.
progress-by = vale, pois você tem { $skill }
progress-implied = parte de { $skill }, que você tem; marque se for o caso
progress-gone = Marcado, mas em nenhum roteiro agora: { $list }
progress-fits = O que combina comigo?
progress-export = Exportar
progress-exported = Seu progresso, para levar
    .text = Em JSON para programas e em lista para anotações.

## A person’s country, and what people in a role earn there

country-which = Qual país?
country-change = Mudar de país
country-take-back = Apagar o país
country-ask = Em que país você trabalha?
    .text = Salário, leis e vistos dependem do país. Guardo o que você escolher apenas com o seu código, e ponho primeiro o que vale lá nas respostas que só você lê. Com { $my-data } você pode ver, mudar e apagar. Se preferir não dizer, também guardo isso, para não perguntar de novo.
country = { $code ->
    [US] Estados Unidos
    [GB] Reino Unido
    [DE] Alemanha
    [IN] Índia
    [CA] Canadá
    [IE] Irlanda
    [NL] Países Baixos
    [FR] França
    [ES] Espanha
    [PL] Polônia
    [BR] Brasil
    [JP] Japão
    [AU] Austrália
    [elsewhere] outro país
    [unsaid] prefiro não dizer
   *[other] { $name }
}
country-kept = Guardado
    .text = { $answer ->
        [unsaid] Guardo que você prefere não dizer, e não pergunto de novo.
        [elsewhere] Guardo que é um país que não está na minha lista, e não pergunto de novo.
       *[named] Guardo que o seu país é { $country }.
    } { $my-data } mostra isso, para mudar ou apagar; { $forget-me } também apaga.
country-withdrawn = Retirado
    .text = Não guardo mais o seu país. Talvez eu pergunte de novo.
country-told = Para o seu país, como você me disse: { $country }.
    .unnamed = Você me disse { $country }; este texto não o menciona.
    .no-pay = Você me disse { $country }; não tenho números de salário desse país aqui.
place-missing = Este texto não diz nada sobre este lugar: { $country }.
    .no-pay = Aqui não tenho números de salário para este lugar: { $country }.
    .figures = Os números daqui valem para: { $countries }.
pay = Em { $year }, a mediana era de { $median } brutos por ano. Fonte: { $source }.
    .range = Em { $year }, a mediana era de { $median } brutos por ano, com uma faixa de { $low } a { $high }. Fonte: { $source }.

## Settings of a community

settings = { $scope ->
        [channel] Configurações deste canal
       *[community] { $door ->
            [discord] Configurações deste servidor
           *[slack] Configurações do workspace
        }
    }
    .text = { $door ->
        [discord] O que é escolhido vale na hora, e quem gerencia o servidor pode mudar isso aqui.
       *[slack] O que você salva vale na hora, e qualquer admin do workspace pode mudar isso aqui.
    }
    .unread = Ainda não consigo ler todas as perguntas: quem me administra precisa ativar { $door ->
        [discord] discord.message_content
       *[slack] slack.messages
    }.
not-managing = { $door ->
        [discord] Isso é para quem gerencia este servidor
       *[slack] Isso é para os admins deste workspace
    }
    .text = { $door ->
        [discord] O Discord chama essa permissão de “Gerenciar servidor”.
       *[slack] O Slack mostra quem é dono ou admin do workspace.
    }
setting-default = como no resto
setting-audience = Quem lê as respostas
    .public = todo mundo
    .private = só quem pergunta
setting-mode = Quando eu respondo
    .called = quando me chamam
    .all = a cada pergunta
    .off = nunca
setting-language = Meu idioma
setting-collections = O que eu sei
setting-mentor-channel = O canal dos mentores
setting-mentor-role = { $door ->
        [discord] O cargo dos mentores
       *[slack] O grupo de usuários dos mentores
    }
settings-of-channel = Este canal
settings-of-community = { $door ->
        [discord] O servidor todo
       *[slack] O workspace todo
    }
settings-save = Salvar
language = Português (Brasil)

## Lists

topics-listed = Temas
roles-listed = Cargos
questions-listed = Perguntas: { $title }
# Behind the title of a list that has several pages.
page = { $title } ({ $page } de { $pages })
questions = { $count ->
    [one] { $count } pergunta
   *[other] { $count } perguntas
}
# What kind of entry something is, in brackets or small print behind its name.
kind = { $kind ->
    [role] cargo
    [skill] habilidade
    [term] termo
    [faq] perguntas
   *[guide] guia
}

## The help

abilities = O que sei fazer
    .text = Respondo perguntas sobre carreira com trechos que pessoas escreveram, palavra por palavra e com as fontes. Quando nada se encaixa, eu digo.
    .also = Também:
    .examples = Por exemplo
    .private = { $door ->
        [discord] Escolha { $private } para uma resposta que só você possa ler.
       *[slack] Comece com { $private } para uma resposta que só você possa ler.
    }

## The form to ask by, and the page that an app shows first. The first two have at most 24 characters.

form-ask = Perguntar
form-close = Fechar
form-pick = Encontre o que tem resposta
form-begin = Comece a escrever…
form-words = Ou pergunte com suas próprias palavras
form-empty = Escreva uma pergunta aqui ou encontre uma acima.
looking = Estou procurando…
# Behind the bot's name, while it is at it.
working = está procurando…
start-text = Respostas a perguntas sobre carreira, palavra por palavra como as pessoas escreveram, com as fontes.
start-ask = Fazer uma pergunta
start-popular = Perguntas frequentes
start-fresh = Revisado recentemente
start-read = Ler

## Where a passage comes from

source = Fonte
source-of = Fonte: { $entry }
sources = Fontes: { $list }
more-sources = … e mais { $count }
from = De { $entry }
reviewed = revisado em { $month }
region = vale para { $region }
# Where a picture cannot be shown: what it shows.
picture = Imagem: { $shows }
shortened = O resto é longo demais para uma mensagem.
see-also = Veja também: { $list }

## Why a passage was found

why = Por que isto?
    .text = Mostrei “{ $title }” e tenho { $percent }% de certeza de que serve:
why-about = O assunto era { $title }.
why-name = A pergunta cita o nome: “{ $name }”.
why-spelling = A pergunta tem uma palavra que se escreve quase como “{ $name }”.
why-section = A pergunta pede esta seção: “{ $heading }”.
why-wording = Responde exatamente a esta pergunta.
why-heading = A pergunta ou o título do trecho tem palavras da sua pergunta.
why-words = O texto tem palavras da pergunta.
why-typo = Uma palavra desconhecida aqui foi lida como outra parecida.
why-meaning = Quer dizer quase o mesmo que a pergunta.

## Commands: what each does, in at most 100 characters, and its name. Names are 1 to 32 letters, digits
## or “-”, in lower case; no two commands and no two options of a command may have the same.

command-ask = Faça uma pergunta de carreira com suas próprias palavras (em inglês)
    .name = perguntar
command-what-is = O que significa um cargo, uma habilidade ou um termo
    .name = o-que-é
command-skills = De quais habilidades um cargo precisa
    .name = habilidades
command-responsibilities = O que se faz em um cargo
    .name = tarefas
command-roadmap = O que aprender para um cargo, e em que ordem
    .name = roteiro
command-compare = No que diferem dois cargos, habilidades ou termos
    .name = comparar
command-switch = O que você tem e o que falta para mudar de cargo
    .name = mudar
command-next = Quais cargos combinam com o que você sabe e o que aprender agora
    .name = e-agora
command-levels = O que muda em um cargo de júnior a staff
    .name = niveis
command-interview = Treinar perguntas reais de entrevista, em particular
    .name = entrevista
command-role-quiz = Oito perguntas para três cargos que podem combinar com você
    .name = quiz-cargo
command-faq = Ver as perguntas que têm resposta
    .name = perguntas
command-roles = Todos os cargos que o Guidepost conhece
    .name = cargos
command-progress = Seu progresso particular nos roteiros
    .name = progresso
command-my-data = O que o Guidepost guarda sobre você
    .name = meus-dados
command-forget-me = Apagar tudo o que o Guidepost guarda sobre você
    .name = esqueça-me
command-gaps = Perguntas sem resposta, para mentores e admins
    .name = lacunas
command-help = O que o Guidepost sabe fazer
    .name = ajuda

## Commands on messages, in at most 32 characters

manage = Guidepost para quem gerencia este servidor
manage-settings = Ver e mudar o que este servidor escolheu
    .name = configurações
answer-this = Responder a isto
dismiss = Remover

## Options of commands: what each is for, in at most 100 characters, and its name.

option-question = Sua pergunta, como você faria a uma pessoa
    .name = pergunta
option-term = O que você quer que eu explique
    .name = termo
option-role = O cargo
    .name = cargo
option-a = O primeiro
    .name = a
option-b = O segundo
    .name = b
option-from = Seu cargo, ou o que você sabe fazer, com vírgulas
    .name = de
option-to = O cargo que você quer
    .name = para
option-skills = O que você sabe fazer, com vírgulas
    .name = habilidades
option-level = A dificuldade: junior, mid ou senior
    .name = nivel
option-topic = Um tema ou um cargo; deixe em branco para ver todos os temas
    .name = tema
option-private = Se só você pode ler a resposta
    .name = privado
