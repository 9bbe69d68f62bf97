### Guidepost अपने शब्दों में जो कहता है, हिन्दी में। अनुवाद कैसे करें, यह पास की README.md में लिखा है।

## On buttons and lists

more = और देखें
back = वापस
show = चैनल में दिखाएँ
help = आप क्या कर सकते हैं?
topics = सवाल देखें
roles = सभी भूमिकाएँ
roadmap = सीखने का रास्ता
skills = कौशल
pick = क्या आपका मतलब था …
pick-listed = कोई एक खोलें …
choose = चुनें …
related = मिलते-जुलते सवाल
more-about-this = इस पर और …
read-privately = अकेले में पढ़ें

## Over lists of skills: those a job needs, those that make it easier, those for working with people

skills-core = ज़रूरी
skills-helpful = उपयोगी
skills-human = लोगों के साथ

## Replies: a title, and what stands below it

unknown = मैं यह कमांड या बटन नहीं जानता
    .text = शायद यह मेरे किसी दूसरे संस्करण का है। फिर से पूछें, या देखें कि मैं क्या कर सकता हूँ।
too-long = इतना मैं एक बार में नहीं पढ़ सकता
    .text = आपके संदेश में { $length } अक्षर हैं; मैं ज़्यादा से ज़्यादा { $limit } पढ़ता हूँ। एक-दो वाक्यों में पूछें।
# What people write who want to know what the bot can do. With commas between.
help-words = मदद, मेरी मदद करो, तुम क्या कर सकते हो, आप क्या कर सकते हैं
missing = कुछ छूट गया है
    .text = बताएँ कि आप किसके बारे में जानना चाहते हैं, जैसे { $example }।
no-words = मुझे शब्द चाहिए
    .text = आपके सवाल में कोई अक्षर नहीं है। कुछ शब्दों में पूछें, जैसे: { $example }
broken = मेरी तरफ़ से कुछ गड़बड़ हो गई
    .text = थोड़ी देर में फिर कोशिश करें। अगर ऐसा ही रहे, तो मुझे चलाने वालों को यह कोड बताएँ: { $code }
nothing = यह मुझे नहीं पता
    .text = “{ $asked }” का मेरे पास कोई जवाब नहीं है। मैं केवल वही बताता हूँ जो लोगों ने मेरे संग्रह में अंग्रेज़ी में लिखा है, इसलिए अंदाज़ा लगाने से अच्छा है कि मैं यह कह दूँ।
    .rephrase = दूसरे शब्दों में पूछें, या एक बार में एक ही बात पूछें।
    .look-up = कोई शब्द { $what-is } से देखें, या कोई भूमिका { $skills } और { $roadmap } से।
    .browse = जिन सवालों के जवाब हैं, उन्हें { $faq } से देखें।
unsure = मैं ठीक से समझ नहीं पाया
    .text = शायद इनमें से कोई एक:
likely = मेरे पास सबसे क़रीबी यह है
    .text = मुझे यक़ीन नहीं कि यह आपके सवाल का जवाब है; शायद जवाब का एक हिस्सा हो।
    .whole = पूरा पढ़ें
likely-private = इस पर मेरे पास शायद कुछ है
    .text = मुझे यक़ीन नहीं कि यह आपके सवाल का जवाब है, इसलिए इसे इस बटन से केवल आप खोल सकते हैं।
in-english = आगे जो है वह अंग्रेज़ी में है, जैसा किसी ने लिखा है।
by-people = इसे लोगों ने लिखा है; कुछ भी मशीन से नहीं बना।
other-trade = यह मेरी जानकारी से बाहर है
    .text = मैं टेक में काम के बारे में जानता हूँ, इसके बारे में नहीं: { $trade }। ये पन्ने ज़्यादा जानते हैं:
lacks-section = { $title } के लिए इस पर अभी किसी ने नहीं लिखा
    .text = सबसे क़रीबी जो है:
greeting = नमस्ते!
    .text = टेक में काम के बारे में कुछ भी पूछें, जैसे: { $example }
well-being = मैं ठीक हूँ, धन्यवाद!
    .text = मैं थकता नहीं। टेक में काम के बारे में कुछ भी पूछें, जैसे: { $example }
thanks = स्वागत है
    .text = जब चाहें फिर पूछें।
goodbye = अलविदा
    .text = शुभकामनाएँ, अगले सवाल के साथ फिर आएँ।
agreement = ठीक है
    .text = जब भी सवाल हो, मैं यहाँ हूँ।
identity = मैं एक बॉट हूँ
    .text = मैं लोगों का लिखा शब्दशः, स्रोत के साथ बताता हूँ। मैं कुछ नहीं गढ़ता, और कोई भाषा-मॉडल मेरे जवाब नहीं लिखता।
gone = यह लेख अब यहाँ नहीं है
    .text = इस संदेश के बाद इसका नाम बदल दिया गया या इसे हटा दिया गया। फिर से पूछें, या सूची देखें।
no-role = { $title } कोई भूमिका नहीं है
    .text = मैं { $title } को { $kind ->
        [role] भूमिका
        [skill] कौशल
        [term] शब्द
        [faq] सवालों के विषय
       *[guide] मार्गदर्शिका
    } के रूप में जानता हूँ। यह कमांड भूमिकाओं के बारे में है।
no-facet = { $facet ->
        [responsibilities] इस भूमिका में लोग क्या करते हैं, यह अभी किसी ने नहीं लिखा है।
        [skills] इसके लिए कौन-से कौशल चाहिए, यह अभी किसी ने नहीं लिखा है।
        [roadmap] इसके लिए सीखने का रास्ता अभी किसी ने नहीं लिखा है।
       *[other] इसके बारे में अभी किसी ने नहीं लिखा है।
    }
wait = एक क्षण रुकें
    .text = आपने थोड़े समय में बहुत कुछ पूछ लिया। { $seconds ->
        [one] { $seconds } सेकंड
       *[other] { $seconds } सेकंड
    } बाद फिर पूछें।
which-role = किस भूमिका के बारे में?
    .text = मुझे नहीं पता कि आप किस भूमिका की बात कर रहे हैं। सवाल में उसका नाम लिखें, या उसे चुनें।
busy = एक साथ बहुत लोग पूछ रहे हैं
    .text = मैं इसे समय पर नहीं ढूँढ सकता। थोड़ी देर में फिर पूछें।
queued = यहाँ एक साथ बहुत लोग पूछ रहे हैं
    .text = आपका जवाब लगभग { $seconds ->
        [one] { $seconds } सेकंड
       *[other] { $seconds } सेकंड
    } में आएगा।
role-mentioned = मुझे आपका संदेश नहीं दिखता
    .text = आपने मेरी भूमिका को पुकारा, और Discord मुझे केवल वही दिखाता है जिसमें मेरा नाम हो। सूची में मेरी भूमिका नहीं, मुझे चुनें।
no-workspace = यह workspace जुड़ा नहीं है
    .text = जो मुझे चलाते हैं, उन्होंने इसके लिए मुझे टोकन नहीं दिया। उन्हें बताएँ।
kept-private = यहाँ जवाब निजी रहते हैं
    .text = इसे अकेले में पढ़ने के लिए बटन दबाएँ, या { $ask } से पूछें।
dismissed = हटा दिया गया
    .text = संदेश अब नहीं है।
not-mine = यह मैंने नहीं लिखा
    .text = मैं सिर्फ़ अपने संदेश हटा सकता हूँ।
not-yours = इसे आप नहीं हटा सकते
    .text = जिसने पूछा था वह हटा सकता है, और वह भी जो यहाँ संदेशों का प्रबंधन करता है।
same = ये दोनों एक ही हैं
    .text = दोनों नामों का मतलब { $title } है। तुलना के लिए दो अलग चीज़ों के नाम दें।
versus = { $one } और { $other }
# Headings in a comparison: the definitions, the passages about differences; over lists of skills.
compare-short = संक्षेप में
compare-differ = दोनों में क्या अंतर है
compare-both = दोनों
compare-only = केवल { $title }
# Over the column of a table that says to which group of a list something belongs.
table-group = समूह

## जो याद रखा जाता है

solved = हल हो गया
stuck = अब भी अटका हूँ
take-back = राय वापस लें
vote-solved = धन्यवाद
    .text = मैंने याद रख लिया कि “{ $title }” से आपकी बात हल हो गई।
vote-stuck = याद रखा: अब भी हल नहीं
    .text = मैंने याद रख लिया कि “{ $title }” से आपकी बात हल नहीं हुई।
    .next = इसके बाद ये सबसे पास हैं:
    .no-next = और कुछ पास नहीं आता। दूसरे शब्दों में पूछें, या सूचियाँ देखें।
    .missed = चाहें तो बताएँ कि क्या कमी थी। एक बटन दबाना काफ़ी है:
# On buttons: what an answer lacked.
missed = { $reason ->
        [wrong] गलत है
        [outdated] पुराना हो गया है
        [off-topic] मैंने यह नहीं पूछा
       *[too-long] बहुत लंबा है
    }
missed-kept = धन्यवाद
    .text = मैंने आपके कोड के साथ याद रख लिया कि “{ $title }” में क्या कमी थी: { $reason ->
        [wrong] यह गलत है
        [outdated] यह पुराना हो गया है
        [off-topic] आपने यह नहीं पूछा था
       *[too-long] यह बहुत लंबा है
    }। लिखने वालों को सिर्फ़ संख्या दिखती है।
missed-known = यह पहले से याद है
    .text = आप एक बार बता चुके हैं कि “{ $title }” में क्या कमी थी, या अपनी राय वापस ले चुके हैं।
vote-withdrawn = वापस ली गई
    .text = “{ $title }” पर आपकी राय हटा दी गई है।
not-kept = यह पक्का नहीं है
    .text = मेरी याददाश्त अभी जवाब नहीं दे रही, इसलिए मैं वादा नहीं कर सकता कि यह हो गया। थोड़ी देर में फिर कोशिश करें। अगर ऐसा ही रहे, तो मुझे चलाने वाले को यह कोड बताएँ: { $code }।
no-store = मैं यहाँ कुछ नहीं रखता
    .text = जहाँ आप हैं, वहाँ मैं न राय याद रखता हूँ, न सवाल, न सेटिंग।
not-allowed = यह मेंटर और एडमिन के लिए है
    .text = अगर आपको उनमें होना चाहिए, तो इस समुदाय के किसी एडमिन से पूछें।
off = मैं यहाँ जवाब नहीं देता
    .text = इस समुदाय ने मुझे इस जगह बंद कर रखा है।
gaps = बिना जवाब के सवाल
    .none = एक भी नहीं: जो पूछा गया, सबका जवाब है।
    .asked = { $count ->
        [one] { $count } बार
       *[other] { $count } बार
    } पूछा गया, आख़िरी बार { $last } को
    .doubts = संदेह के साथ जवाब दिया गया: { $count }
    .waiting = { $count ->
        [one] { $count } सवाल इंतज़ार में है
       *[other] { $count } सवाल इंतज़ार में हैं
    }, मेंटरों के चैनल में; सबसे पुराना { $day } से।
    .expired = (इसके शब्दों की अवधि पूरी हो गई)
gap = बिना जवाब के
    .times = { $count ->
        [one] { $count } बार
       *[other] { $count } बार
    } पूछा गया, पहली बार { $first } को, आख़िरी बार { $last } को। सबसे पास यह आया:
    .examples = दूसरे शब्दों में पूछा गया
    .missed = “{ $title }” में कमी: { $reason ->
        [wrong] गलत
        [outdated] पुराना
        [off-topic] वह नहीं जो पूछा गया
       *[too-long] बहुत लंबा
    } ({ $count })
gap-gone = यह पहले ही बंद हो चुका है
    .text = शायद किसी और ने इसे पहले ही बंद कर दिया, या बटन पुराना है।
gap-closed = बंद किया गया
    .text = “{ $question }” अब सूची में नहीं है।
gap-answered = संग्रह में अब “{ $question }” का जवाब है। यह सवाल अब सूची में नहीं है।
gap-still-open = अब भी बिना जवाब के
    .text = संग्रह में अभी “{ $question }” का जवाब नहीं है।
gap-point = किसी प्रविष्टि से जोड़ें
gap-point-which = कौन सा अंश इसका जवाब देता है?
    .text = “{ $question }” और इसके दूसरे रूप वहीं ले जाएँगे, सिर्फ़ इस समुदाय में।
gap-pointed = अब यह वहीं ले जाता है
    .text = कुछ सेकंड में, जब मैं अपना संग्रह फिर से पढ़ लूँगा, तब से इस समुदाय में “{ $question }” का जवाब “{ $title }” होगा। यह अब सूची में नहीं है।
gap-reopen = वापस लें
gap-reopened = फिर से सूची में
    .text = यह सवाल कहीं नहीं ले जाता और पहले की तरह बिना जवाब के है।
ask-again = अब जवाब है?
not-for-us = हमारे लिए नहीं
all-gaps = सभी सवाल
ask-mentor = मेंटर से पूछें
# Titles of forms and labels of their text: at most 45 characters.
ticket-form = बिना नाम के मेंटरों से पूछें
    .question = आपका सवाल
    .to = { $handle } को आपका जवाब
    .answer = आपका जवाब
    .back = मेंटरों को वापस लिखें
    .message = आपका संदेश
form-send = भेजें
ticket-sent = मेंटरों को भेजा गया
    .text = वे इसे अपने चैनल में { $handle } के सवाल के रूप में पढ़ते हैं और नहीं देख सकते कि आप कौन हैं। जवाब आपको सीधे संदेश में मिलेगा। तब तक, ज़्यादा से ज़्यादा 14 दिन, मैं इसके लिए आपकी आईडी रखता हूँ; { $my-data } उसे दिखाता है।
ticket-too-many = आज के लिए इतना काफ़ी है
    .text = 24 घंटे में हर व्यक्ति के तीन सवाल मेंटरों तक जाते हैं। बाद में फिर कोशिश करें।
ticket-refused = मेंटर आपसे सवाल नहीं लेते
    .text = इस समुदाय को संभालने वाले किसी ने यह तय किया, बिना जाने कि आप कौन हैं। किसी एडमिन से पूछें।
no-mentors = यहाँ मेंटरों का कोई चैनल नहीं है
    .text = इस समुदाय को संभालने वाले सेटिंग में एक चुन सकते हैं।
ticket = मेंटरों के लिए एक सवाल
    .text = { $handle } की ओर से, जिनका नाम मैं किसी को नहीं बताता। आपका जवाब उन्हें सीधे संदेश में जाता है।
ticket-answer = जवाब दें
ticket-claim = मैं लेता हूँ
ticket-hand-back = वापस दें
ticket-close = बंद करें
ticket-block = पूछने वाले को रोकें
ticket-yours = यह आपका है
    .text = थ्रेड में लिखा है कि इसे किसी ने ले लिया। जवाब दें, या वापस दें।
ticket-handed-back = वापस दिया गया
    .text = कोई भी इसे फिर ले सकता है।
ticket-blocked = रोका गया
    .text = { $handle } जो भी हों, 90 दिन तक इस समुदाय के मेंटरों को कुछ नहीं भेज सकते। किसी को पता नहीं चलता कि वे कौन हैं।
ticket-solved = सुनकर अच्छा लगा
    .text = मैंने आपकी आईडी भुला दी, और मेंटर पढ़ते हैं कि बात हल हो गई।
ticket-taken = यह अब नहीं हो सकता
    .text = इसे किसी और ने ले लिया, या यह निपट चुका है।
ticket-answered = भेजा जा रहा है
    .text = { $handle } को आपका जवाब सीधे संदेश में मिलता है, बिना आपके नाम के।
ticket-written-back = भेजा गया
    .text = मेंटर इसे अपने चैनल में पढ़ते हैं।
ticket-reply = एक मेंटर का जवाब
    .asked = आपने पूछा: “{ $question }”
ticket-back = वापस लिखें
ticket-not-posted = मेंटरों तक नहीं पहुँच सका
    .text = मैं उनके चैनल में नहीं लिख सकता, या वह नहीं रहा; “{ $question }” किसी ने नहीं पढ़ा। समुदाय के किसी एडमिन को बताएँ।
ticket-note = { $what ->
        [taken] एक मेंटर ने { $handle } का सवाल ले लिया।
        [handed-back] { $handle } का सवाल वापस दिया गया और फिर खाली है।
        [answered] एक मेंटर ने { $handle } को जवाब दिया:
        [wrote-back] { $handle } ने वापस लिखा:
        [solved] { $handle } का कहना है कि बात हल हो गई।
       *[unreachable] { $handle } तक नहीं पहुँच सका: वे सीधे संदेश नहीं लेते, या चले गए। आपका जवाब नहीं पढ़ा गया।
    }
my-data = मैं आपके बारे में क्या रखता हूँ
    .text = मैं आपको सिर्फ़ एक कोड से जानता हूँ, जो आपकी आईडी से बनता है। उस कोड के साथ मैं यह रखता हूँ:
    .none = कुछ नहीं: न राय, न सवाल, न संदेश।
    .vote = { $day }: आपको “{ $title }” { $opinion ->
        [helpful] मददगार लगा
       *[unhelpful] मददगार नहीं लगा
    }
    .missed = { $day }: आपने बताया कि { $passage } में क्या कमी थी: { $reason ->
        [wrong] गलत
        [outdated] पुराना
        [off-topic] वह नहीं जो पूछा था
       *[too-long] बहुत लंबा
    }
    .wording = { $day }: आपने “{ $wording }” को एक अंश से जोड़ा
    .question = { $day }: आपने “{ $question }” पूछा, और मेरे पास जवाब नहीं था
    .ticket = { $day }: आपने मेंटरों को “{ $question }” भेजा
    .setting = { $day }: आपने सेटिंग { $setting } बदली
    .country = { $day }: आपने अपना देश बताया: { $country }
    .progress = { $day }: आपने “{ $title }” पर निशान लगाया
    .owed = { $day } तक: मुझे आपको एक संदेश भेजना है, इसलिए तब तक आपकी असली आईडी भी रखता हूँ
forget = मुझे भूल जाएँ
forgotten = भुला दिया
    .text = आपके बारे में जो कुछ मैंने रखा था, सब हटा दिया गया है।

## What the career graph computes: switches, roles that fit, comparisons, levels, interview practice, the quiz

computed = हर भूमिका के लिए लिखे गए कौशलों से गिना गया; सबके लिए एक जैसा।
level = { $level ->
        [intern] इंटर्न
        [junior] जूनियर
       *[mid] मध्य स्तर
        [senior] सीनियर
        [lead] लीड
        [staff] स्टाफ़
        [principal] प्रिंसिपल
        [manager] प्रबंधक
        [director] निदेशक
        [executive] शीर्ष प्रबंधन
    }
hours = { $low }–{ $high } घंटे
no-role-data = इसे गिनने के लिए आँकड़े नहीं हैं
    .text = { $title } को इसके लिए क्या चाहिए, यह अभी किसी ने नहीं लिखा। आप इसके बारे में पढ़ सकते हैं।
switch = { $from } से { $to }
switch-covered = { $title } को जो चाहिए, उसका लगभग { $percent } % आपके पास है, महत्व के हिसाब से।
switch-stated = संपादक इस बदलाव को { $effort ->
        [near] पास का
       *[medium] मध्यम
        [far] दूर का
    } मानते हैं: { $why }
switch-hours = मुख्य कौशलों में जो बाकी है, उसमें संपादकों के अनुमान से लगभग { $hours } लगेंगे।
switch-have = आपके पास पहले से है
switch-partly = कुछ हद तक काम आएगा
switch-learn = सीखना है, इस क्रम में
switch-later = बाद में उपयोगी
switch-between = बीच का कदम
switch-via = { $role } से होकर: पहले { $first ->
        [near] पास का
       *[medium] मध्यम
        [far] दूर का
    } बदलाव, फिर { $then ->
        [near] पास का
       *[medium] मध्यम
        [far] दूर का
    }।
switch-closer = जो आप कर सकते हैं, उसके और पास
partly = { $reason ->
        [near] { $skill }: { $known } इसके पास है
        [base] { $skill }: शायद आता है, क्योंकि यह { $known } से पहले आता है
        [one-of] { $skill }: आता है, अगर आप { $known } इस्तेमाल करते हैं
       *[deeper] { $skill }: आता है, पर ऊँचे स्तर पर चाहिए
    }
compare-them = दोनों की तुलना करें
next = { $skills } के साथ क्या मेल खाता है
next-there = है: { $list }
next-partly = कुछ हद तक: { $list }
next-missing = मुख्य में कमी: { $list }
next-covered = आपके पास इसका लगभग { $percent } % है।
next-skill = आगे क्या सीखें
next-opens = { $skill }: सबसे पास की { $of } भूमिकाओं में से { $count } को चाहिए
next-none = कोई भूमिका पास नहीं है
    .text = मेरी जानी हुई कोई भूमिका { $skills } पर नहीं टिकी। और बताइए कि आप क्या कर सकते हैं।
unknown-skills = इन्हें मैं कौशल के रूप में नहीं जानता और छोड़ दिया: { $list }
no-skills = इसमें कोई कौशल नहीं दिखा
    .text = “{ $asked }” नाम का कोई कौशल मैं नहीं जानता। कौशल अल्पविराम लगाकर लिखें, जैसे: excel, sql.
first-job = पहली नौकरी हो सकती है
second-job = अक्सर पहली नौकरी नहीं होती
roadmap-hours = इसका रोडमैप { $hours } लेता है
compare-entry = प्रवेश
compare-pay = सालाना औसत (माध्यिका) वेतन
compare-outlook = भविष्य
compare-day = एक दिन
compare-moves = एक से दूसरे में जाना
compare-hours = सीखने का समय
compare-after = इससे पहले सीखें
compare-done = आता है, जब
compare-roles = जिन भूमिकाओं को चाहिए
compare-roles-list = { $count }: { $list }
compare-no-data = इसमें { $one } और { $other } की तुलना के आँकड़े मेरे पास नहीं हैं।
compare-pays-more = { $result ->
        [equal] { $more } और { $less } का माध्यिका वेतन बराबर है: { $high }।
       *[differ] { $more } में माध्यिका वेतन अधिक है: { $high }, जबकि { $less } में { $low }।
    }
compare-easier = { $result ->
        [equal] { $easier } और { $harder } में प्रवेश लगभग एक जैसा आसान है: { $easy }।
       *[differ] { $easier } में प्रवेश आसान है: { $easy }। { $harder }: { $hard }।
    }
levels = स्तर: { $title }
practice = इंटरव्यू का अभ्यास
practice-think = समय लीजिए। अपना उत्तर बोलिए या लिखिए, फिर देखिए।
practice-good = अच्छे उत्तर में क्या होता है
practice-show = अच्छा उत्तर देखें
practice-next = अगला
practice-easier = आसान
practice-harder = कठिन
quiz = कौन-सी भूमिका आपके लिए है? { $of } में से { $number }
quiz-question = { $about ->
        [building] काम करने वाली चीज़ें बनाना आपको कितना पसंद होगा?
        [people] दिन का कितना हिस्सा आप लोगों से बात करने और मदद करने में देना चाहेंगे?
        [design] चीज़ें कैसी दिखती और लगती हैं, यह आपके लिए कितना मायने रखता है?
        [numbers] आँकड़े, माप और सांख्यिकी आपको कितने पसंद हैं?
        [depth] क्या आप एक कठिन समस्या पर कई दिन काम करेंगे?
        [order] क्या आपको योजनाएँ, नियम और दोहराया जाने वाला व्यवस्थित काम पसंद है?
        [risk] क्या आपात स्थितियाँ और बड़ा जोखिम आपके लिए हैं?
       *[leading] आप क्या करना चाहेंगे: दूसरों के साथ निर्णय लेना और ज़िम्मेदारी उठाना, या लिखकर समझाना?
    }
quiz-method = आठ सवाल, अंत में तीन भूमिकाएँ। यह भूमिकाओं की रुचियों पर अंक हैं, मनोविज्ञान नहीं। कुछ भी रखा नहीं जाता।
quiz-much = बहुत
quiz-sometimes = कभी-कभी
quiz-rather-not = नहीं चाहूँगा
quiz-leading = निर्णय और नेतृत्व
quiz-writing = लिखकर समझाना
quiz-neither = दोनों नहीं
quiz-result = देखने लायक तीन भूमिकाएँ
quiz-for = पक्ष में: { $list }
quiz-against = विपक्ष में: { $list }
quiz-again = फिर से शुरू करें
quiz-caution = आपके उत्तर इस ओर इशारा करते हैं; आप क्या सीख सकते हैं और आपको क्या चाहिए, यह भी तय करता है।
quiz-none = कोई भूमिका अलग नहीं दिखती
    .text = आपके उत्तर किसी एक भूमिका की ओर अधिक इशारा नहीं करते, या भूमिकाओं के आँकड़े नहीं हैं। सूची देखें।
interest = { $interest ->
       *[building] चीज़ें बनाना
        [people] लोग
        [leading] नेतृत्व
        [numbers] आँकड़े
        [design] डिज़ाइन
        [order] व्यवस्था
        [depth] कठिन समस्याएँ
        [risk] जोखिम
        [writing] लेखन
    }

## Private progress on roadmaps

progress = आपकी प्रगति
    .text = आपने { $count ->
            [one] एक कौशल
           *[other] { $count } कौशल
        } पर निशान लगाया है। निशान हर उस रोडमैप में गिना जाता है जिसमें वह कौशल है; इसे केवल आप देखते हैं।
progress-of = आपकी प्रगति: { $title } ({ $all } में से { $done })
    .text = इसे केवल आप देखते हैं। निशान लगाने या हटाने के लिए कोई कदम चुनें।
progress-none = अभी किसी पर निशान नहीं है
    .text = { $roadmap } से कोई भूमिका खोलें और वहाँ मेरी प्रगति दबाएँ।
progress-line = { $title }: { $all } में से { $done }
progress-mine = मेरी प्रगति
progress-tick = हो गया: { $skill }
progress-untick = हटाएँ: { $skill }
progress-kept = मैंने रखा कि आपको { $skill } आता है।
progress-taken-back = मैं अब { $skill } नहीं रखता।
progress-by = गिना जाता है, क्योंकि आपको { $skill } आता है
progress-implied = { $skill } का हिस्सा, जो आपको आता है; सही हो तो निशान लगाएँ
progress-gone = निशान लगा है, पर अब किसी रोडमैप में नहीं: { $list }
progress-fits = अब मेरे लिए क्या है?
progress-export = निर्यात
progress-exported = आपकी प्रगति, साथ ले जाने के लिए
    .text = प्रोग्रामों के लिए JSON में, और नोट्स के लिए सूची में।

## A person’s country, and what people in a role earn there

country-which = कौन सा देश?
country-change = देश बदलें
country-take-back = देश हटाएँ
country-ask = आप किस देश में काम करते हैं?
    .text = वेतन, कानून और वीज़ा देश पर निर्भर हैं। आप जो चुनेंगे उसे मैं सिर्फ़ आपके कोड के साथ रखूँगा, और जो जवाब सिर्फ़ आप पढ़ते हैं उनमें वहाँ की बात पहले रखूँगा। { $my-data } से आप इसे देख, बदल और हटा सकते हैं। अगर आप नहीं बताना चाहते, तो मैं यह भी याद रखूँगा, ताकि फिर न पूछूँ।
country = { $code ->
    [US] अमेरिका
    [GB] ब्रिटेन
    [DE] जर्मनी
    [IN] भारत
    [CA] कनाडा
    [IE] आयरलैंड
    [NL] नीदरलैंड
    [FR] फ्रांस
    [ES] स्पेन
    [PL] पोलैंड
    [BR] ब्राज़ील
    [JP] जापान
    [AU] ऑस्ट्रेलिया
    [elsewhere] कोई और देश
    [unsaid] नहीं बताना चाहते
   *[other] { $name }
}
country-kept = रख लिया
    .text = { $answer ->
        [unsaid] मैं याद रखूँगा कि आप नहीं बताना चाहते, और फिर नहीं पूछूँगा।
        [elsewhere] मैं याद रखूँगा कि यह मेरी सूची में नहीं है, और फिर नहीं पूछूँगा।
       *[named] मैंने आपका देश रख लिया: { $country }।
    } { $my-data } इसे दिखाता है, बदलने या हटाने के लिए; { $forget-me } भी इसे हटाता है।
country-withdrawn = वापस लिया
    .text = अब मैं आपका कोई देश नहीं रखता। हो सकता है मैं फिर पूछूँ।
country-told = आपने जो देश बताया, उसके लिए: { $country }।
    .unnamed = आपने { $country } बताया; इस लेख में उसका नाम नहीं है।
    .no-pay = आपने { $country } बताया; उसके लिए मेरे पास यहाँ वेतन के आँकड़े नहीं हैं।
place-missing = इस लेख में { $country } के बारे में कुछ नहीं है।
    .no-pay = यहाँ { $country } के वेतन के आँकड़े नहीं हैं।
    .figures = यहाँ के आँकड़े इन देशों के हैं: { $countries }।
pay = { $year } में कर से पहले सालाना माध्यिका { $median } थी। स्रोत: { $source }।
    .range = { $year } में कर से पहले सालाना माध्यिका { $median } थी, { $low } से { $high } के बीच। स्रोत: { $source }।

## Settings of a community

settings = { $scope ->
        [channel] इस चैनल की सेटिंग
       *[community] { $door ->
            [discord] इस सर्वर की सेटिंग
           *[slack] इस वर्कस्पेस की सेटिंग
        }
    }
    .text = { $door ->
        [discord] जो चुना जाता है वह तुरंत लागू होता है, और सर्वर का प्रबंधन करने वाला हर व्यक्ति उसे यहाँ बदल सकता है।
       *[slack] आप जो सहेजते हैं वह तुरंत लागू होता है, और वर्कस्पेस का हर एडमिन उसे यहाँ बदल सकता है।
    }
    .unread = मैं अभी हर सवाल नहीं पढ़ सकता: जो मुझे चलाता है उसे { $door ->
        [discord] discord.message_content
       *[slack] slack.messages
    } चालू करना होगा।
not-managing = { $door ->
        [discord] यह सर्वर का प्रबंधन करने वालों के लिए है
       *[slack] यह इस वर्कस्पेस के एडमिन के लिए है
    }
    .text = { $door ->
        [discord] Discord इस अधिकार को “सर्वर प्रबंधित करें” कहता है।
       *[slack] Slack दिखाता है कि वर्कस्पेस का मालिक या एडमिन कौन है।
    }
setting-default = जैसा बाकी जगहों पर है
setting-audience = जवाब कौन पढ़ सकता है
    .public = सब लोग
    .private = सिर्फ़ पूछने वाला
setting-mode = मैं कब जवाब दूँ
    .called = जब मुझे बुलाया जाए
    .all = हर सवाल पर
    .off = कभी नहीं
setting-language = मेरी भाषा
setting-collections = मैं क्या जानता हूँ
setting-mentor-channel = मेंटरों का चैनल
setting-mentor-role = { $door ->
        [discord] मेंटरों का रोल
       *[slack] मेंटरों का यूज़र ग्रुप
    }
settings-of-channel = यह चैनल
settings-of-community = { $door ->
        [discord] पूरा सर्वर
       *[slack] पूरा वर्कस्पेस
    }
settings-save = सहेजें
language = हिन्दी

## Lists

topics-listed = विषय
roles-listed = भूमिकाएँ
questions-listed = सवाल: { $title }
# Behind the title of a list that has several pages.
page = { $title } ({ $pages } में से { $page })
questions = { $count ->
    [one] { $count } सवाल
   *[other] { $count } सवाल
}
# What kind of entry something is, in brackets or small print behind its name.
kind = { $kind ->
    [role] भूमिका
    [skill] कौशल
    [term] शब्द
    [faq] सवाल
   *[guide] मार्गदर्शिका
}

## The help

abilities = मैं क्या कर सकता हूँ
    .text = मैं करियर के सवालों के जवाब लोगों के लिखे अंशों से देता हूँ, शब्दशः और स्रोत के साथ। जब कुछ मेल नहीं खाता, तो मैं कह देता हूँ।
    .also = और भी:
    .examples = जैसे
    .private = { $door ->
        [discord] { $private } चुनें, तो जवाब केवल आप पढ़ सकेंगे।
       *[slack] शुरुआत { $private } से करें, तो जवाब केवल आप पढ़ सकेंगे।
    }

## The form to ask by, and the page that an app shows first. The first two have at most 24 characters.

form-ask = पूछें
form-close = बंद करें
form-pick = जिनके जवाब हैं, उनमें खोजें
form-begin = लिखना शुरू करें …
form-words = या अपने शब्दों में पूछें
form-empty = यहाँ सवाल लिखें, या ऊपर कोई सवाल खोजें।
looking = खोज रहा हूँ …
# Behind the bot's name, while it is at it.
working = खोज रहा है …
start-text = करियर के सवालों के जवाब, शब्द-दर-शब्द वैसे ही जैसे लोगों ने लिखे, स्रोतों के साथ।
start-ask = सवाल पूछें
start-popular = अक्सर पूछे जाने वाले
start-fresh = हाल ही में जाँचे गए
start-read = पढ़ें

## Where a passage comes from

source = स्रोत
source-of = स्रोत: { $entry }
sources = स्रोत: { $list }
more-sources = … और { $count } अन्य
from = { $entry } से
reviewed = { $month } में जाँचा गया
region = { $region } में लागू
# Where a picture cannot be shown: what it shows.
picture = चित्र: { $shows }
shortened = बाकी हिस्सा एक संदेश के लिए बहुत लंबा है।
see-also = यह भी देखें: { $list }

## Why a passage was found

why = यही क्यों?
    .text = मैंने “{ $title }” दिखाया, और मुझे { $percent }% भरोसा है कि यह सवाल से मेल खाता है:
why-about = बात { $title } की हो रही थी।
why-name = सवाल में इसका नाम है: “{ $name }”।
why-spelling = सवाल में एक शब्द है जिसकी वर्तनी लगभग “{ $name }” जैसी है।
why-section = सवाल इसी खंड के बारे में है: “{ $heading }”।
why-wording = यह ठीक इसी सवाल का जवाब है।
why-heading = इसके सवाल या शीर्षक में आपके सवाल के शब्द हैं।
why-words = इसके लेख में सवाल के शब्द हैं।
why-typo = एक अनजान शब्द को उससे मिलते-जुलते शब्द के रूप में पढ़ा गया।
why-meaning = इसका मतलब लगभग वही है जो सवाल का है।

## Commands: what each does, in at most 100 characters, and its name. Names are 1 to 32 letters, digits
## or “-”, in lower case; no two commands and no two options of a command may have the same.

command-ask = करियर का सवाल अपने शब्दों में पूछें (अंग्रेज़ी में)
    .name = पूछें
command-what-is = किसी भूमिका, कौशल या शब्द का क्या मतलब है
    .name = क्या-है
command-skills = किसी भूमिका के लिए कौन-से कौशल चाहिए
    .name = कौशल
command-responsibilities = किसी भूमिका में लोग क्या करते हैं
    .name = ज़िम्मेदारियाँ
command-roadmap = किसी भूमिका के लिए क्या सीखें, और किस क्रम में
    .name = रास्ता
command-compare = दो भूमिकाओं, कौशलों या शब्दों में क्या अंतर है
    .name = तुलना
command-switch = भूमिका बदलने के लिए आपके पास क्या है और क्या कम है
    .name = बदलाव
command-next = आपके कौशल से कौन-सी भूमिकाएँ मेल खाती हैं, और आगे क्या सीखें
    .name = आगे-क्या
command-levels = जूनियर से स्टाफ़ तक किसी भूमिका में क्या बदलता है
    .name = स्तर
command-interview = असली इंटरव्यू सवालों का निजी अभ्यास
    .name = इंटरव्यू
command-role-quiz = आठ सवालों से तीन भूमिकाएँ जो आपके लिए हो सकती हैं
    .name = भूमिका-प्रश्न
command-faq = जिन सवालों के जवाब हैं, उन्हें देखें
    .name = सवाल
command-roles = सभी भूमिकाएँ जो Guidepost जानता है
    .name = भूमिकाएँ
command-progress = रोडमैप पर आपकी निजी प्रगति
    .name = प्रगति
command-my-data = Guidepost आपके बारे में क्या रखता है
    .name = मेरा-डेटा
command-forget-me = Guidepost आपके बारे में जो रखता है, सब हटवाएँ
    .name = मुझे-भूलें
command-gaps = बिना जवाब के सवाल, मेंटर और एडमिन के लिए
    .name = बिना-जवाब
command-help = Guidepost क्या कर सकता है
    .name = मदद

## Commands on messages, in at most 32 characters

manage = इस सर्वर का प्रबंधन करने वालों के लिए Guidepost
manage-settings = देखें और बदलें कि इस सर्वर ने क्या चुना
    .name = सेटिंग
answer-this = इसका जवाब दें
dismiss = हटाएँ

## Options of commands: what each is for, in at most 100 characters, and its name.

option-question = आपका सवाल, जैसे आप किसी व्यक्ति से पूछते
    .name = सवाल
option-term = आप क्या समझना चाहते हैं
    .name = शब्द
option-role = भूमिका
    .name = भूमिका
option-a = पहला
    .name = पहला
option-b = दूसरा
    .name = दूसरा
option-from = आपकी भूमिका, या आप क्या कर सकते हैं, अल्पविराम के साथ
    .name = से
option-to = जो भूमिका आप चाहते हैं
    .name = तक
option-skills = आप क्या कर सकते हैं, अल्पविराम के साथ
    .name = कौशल
option-level = कितना कठिन: junior, mid या senior
    .name = स्तर
option-topic = कोई विषय या भूमिका; सभी विषय देखने के लिए खाली छोड़ें
    .name = विषय
option-private = क्या जवाब केवल आप पढ़ सकें
    .name = निजी
