### Guidepost が自分の言葉で話す文、日本語。翻訳のしかたは隣の README.md にあります。

## On buttons and lists

more = 続き
back = 戻る
show = チャンネルに表示
help = 何ができますか？
topics = 質問を見る
roles = 職種一覧
roadmap = ロードマップ
skills = スキル
pick = もしかして…
pick-listed = 選んで開く…
choose = 選んでください…
related = 関連する質問
more-about-this = これについてさらに…
read-privately = 自分だけで読む

## Over lists of skills: those a job needs, those that make it easier, those for working with people

skills-core = 必須
skills-helpful = あると役立つ
skills-human = 人との関わり

## Replies: a title, and what stands below it

unknown = そのコマンドやボタンは知りません
    .text = 別のバージョンのものかもしれません。もう一度質問するか、できることを確認してください。
too-long = 一度に読める長さを超えています
    .text = 文章は{ $length }文字ありますが、読めるのは{ $limit }文字までです。一、二文で質問してください。
# What people write who want to know what the bot can do. With commas between.
help-words = ヘルプ, 助けて, 何ができますか, 使い方
missing = 何か足りません
    .text = 何について知りたいかを書いてください。例：{ $example }
no-words = 言葉で質問してください
    .text = 質問に文字がありません。短い言葉で質問してください。例：{ $example }
broken = こちらで問題が起きました
    .text = 少し待ってからもう一度お試しください。直らないときは、このコードを運営者に伝えてください：{ $code }
nothing = それは分かりません
    .text = 「{ $asked }」への答えはありません。引用するのは、人がライブラリに英語で書いた文章だけです。推測はせず、分からないときはそうお伝えします。
    .rephrase = 言い換えるか、一度に一つのことを質問してください。
    .look-up = 言葉は{ $what-is }で、職種は{ $skills }と{ $roadmap }で調べられます。
    .browse = 答えのある質問は{ $faq }で見られます。
unsure = どれのことか、はっきりしません
    .text = この中にあるかもしれません：
likely = 一番近いのはこれです
    .text = 質問の答えかどうか確かではありません。答えの一部かもしれません。
    .whole = 全文を読む
likely-private = 関係がありそうなものがあります
    .text = 質問の答えかどうか確かではないので、このボタンで、あなただけが開けます。
in-english = 以下は、人が書いたままの英語の文章です。
by-people = 人が書いた文章です。生成された文はありません。
other-trade = それは専門外です
    .text = IT業界の仕事のことは分かりますが、これは分かりません：{ $trade }。次のページが参考になります：
lacks-section = { $title }のそれについては、まだ誰も書いていません
    .text = 一番近いもの：
greeting = こんにちは
    .text = IT業界で働くことについて、何でも聞いてください。例：{ $example }
well-being = 元気です、ありがとうございます
    .text = 疲れることはありません。IT業界で働くことについて、何でも聞いてください。例：{ $example }
thanks = どういたしまして
    .text = またいつでも聞いてください。
goodbye = さようなら
    .text = うまくいきますように。次の質問をお待ちしています。
agreement = よかったです
    .text = 質問があれば、いつでもどうぞ。
identity = 私はボットです
    .text = 人が書いた文章を、出典つきでそのまま引用します。作り話はせず、言語モデルが答えを書くこともありません。
gone = その文章はもうここにありません
    .text = このメッセージの後に、名前が変わったか削除されました。もう一度質問するか、一覧を見てください。
no-role = { $title }は職種ではありません
    .text = { $title }は{ $kind ->
        [role] 職種
        [skill] スキル
        [term] 用語
        [faq] 質問集
       *[guide] ガイド
    }として知っています。このコマンドは職種のためのものです。
no-facet = { $facet ->
        [responsibilities] この職種の仕事内容は、まだ誰も書いていません。
        [skills] これに必要なスキルは、まだ誰も書いていません。
        [roadmap] これのロードマップは、まだ誰も書いていません。
       *[other] それについては、まだ誰も書いていません。
    }
wait = 少しお待ちください
    .text = 短い時間に多くの質問がありました。{ $seconds } 秒後にもう一度質問してください。
which-role = どの職種についてですか？
    .text = どの職種の話か分かりません。質問に職種名を入れるか、選んでください。
busy = 質問が集中しています
    .text = 今は時間内に調べられません。少ししてからもう一度質問してください。
queued = ここに質問が集中しています
    .text = 回答まで約 { $seconds } 秒お待ちください。
role-mentioned = メッセージの本文が見えません
    .text = ロールが呼ばれましたが、Discord が私に見せるのは名前でのメンションだけです。一覧でロールではなく私を選んでください。
no-workspace = このワークスペースは接続されていません
    .text = 運営者がこのワークスペースのトークンを設定していません。運営者に知らせてください。
kept-private = ここでは回答は非公開です
    .text = ボタンを押すと自分だけで読めます。{ $ask } で質問することもできます。
dismissed = 削除しました
    .text = メッセージはもう表示されません。
not-mine = 私が書いたものではありません
    .text = 削除できるのは私自身のメッセージだけです。
not-yours = このメッセージは削除できません
    .text = 削除できるのは、質問した人と、ここでメッセージを管理できる人です。
same = どちらも同じものです
    .text = どちらの名前も{ $title }を指します。比べるには、違うものを二つ挙げてください。
versus = { $one }と{ $other }
# Headings in a comparison: the definitions, the passages about differences; over lists of skills.
compare-short = 要点
compare-differ = 違い
compare-both = 両方
compare-only = { $title }のみ
# Over the column of a table that says to which group of a list something belongs.
table-group = グループ

## 覚えておくこと

solved = 解決した
stuck = まだ解決しない
take-back = 取り消す
vote-solved = ありがとうございます
    .text = 「{ $title }」で解決したと記録しました。
vote-stuck = 記録しました：未解決
    .text = 「{ $title }」では解決しなかったと記録しました。
    .next = 次に近いものはこちらです：
    .no-next = ほかに近いものはありません。別の言葉で聞くか、一覧をご覧ください。
    .missed = よろしければ、何が足りなかったか教えてください。ボタンを一つ押すだけです：
# On buttons: what an answer lacked.
missed = { $reason ->
        [wrong] 間違っている
        [outdated] 情報が古い
        [off-topic] 聞いたことと違う
       *[too-long] 長すぎる
    }
missed-kept = ありがとうございます
    .text = 「{ $title }」に足りなかったことを、あなたのコードで記録しました：{ $reason ->
        [wrong] 間違っている
        [outdated] 情報が古い
        [off-topic] 聞いたことと違う
       *[too-long] 長すぎる
    }。書いた人に見えるのは数だけです。
missed-known = もう記録しています
    .text = 「{ $title }」に足りなかったことはすでに伺ったか、ご意見が取り消されています。
vote-withdrawn = 取り消しました
    .text = 「{ $title }」についてのご意見を消しました。
not-kept = 完了したか確認できません
    .text = 今は記録先が応答しないため、完了したとお約束できません。少し待ってからもう一度お試しください。直らないときは、このコードを運営者に伝えてください：{ $code }
no-store = ここでは何も記録しません
    .text = この場所では、ご意見も質問も設定も覚えていません。
not-allowed = メンターと管理者のためのものです
    .text = ご自身が該当するはずでしたら、このコミュニティの管理者にお尋ねください。
off = ここではお答えできません
    .text = このコミュニティは、この場所での回答を止めています。
gaps = 答えのない質問
    .none = ありません。質問にはすべて答えがあります。
    .asked = 質問された回数：{ $count }回、最後は{ $last }
    .doubts = 確信のない回答：{ $count }回
    .waiting = メンターのチャンネルで{ $count }件の質問が待っています。最も古いものは{ $day }からです。
    .expired = （文面は期限切れです）
gap = 答えがありません
    .times = 質問された回数：{ $count }回（最初は{ $first }、最後は{ $last }）。最も近かったもの：
    .examples = ほかの言い方での質問
    .missed = 「{ $title }」に足りないこと：{ $reason ->
        [wrong] 間違っている
        [outdated] 情報が古い
        [off-topic] 聞いたことと違う
       *[too-long] 長すぎる
    }（{ $count }）
gap-gone = もう閉じられています
    .text = ほかの人が先に閉じたか、古いボタンです。
gap-closed = 閉じました
    .text = 「{ $question }」は一覧から外れました。
gap-answered = 「{ $question }」には、今は答えがあります。一覧から外れました。
gap-still-open = まだ答えがありません
    .text = 「{ $question }」に答えるものは、まだライブラリにありません。
gap-point = 項目に結び付ける
gap-point-which = どの文章が答えになりますか？
    .text = 「{ $question }」とほかの言い方は、このコミュニティでだけそこへ案内します。
gap-pointed = 結び付けました
    .text = 数秒後にライブラリを読み直すと、このコミュニティでは「{ $question }」に「{ $title }」で答えます。一覧から外れました。
gap-reopen = 元に戻す
gap-reopened = 一覧に戻しました
    .text = この質問はどこにも案内せず、前と同じく答えがありません。
ask-again = 今は答えがありますか？
not-for-us = 対象外
all-gaps = すべて見る
ask-mentor = メンターに聞く
# Titles of forms and labels of their text: at most 45 characters.
ticket-form = 名前を出さずにメンターに聞く
    .question = ご質問
    .to = { $handle } さんへの回答
    .answer = 回答
    .back = メンターに返信する
    .message = メッセージ
form-send = 送る
ticket-sent = メンターに送りました
    .text = メンターのチャンネルには { $handle } さんの質問として届き、あなたが誰かは分かりません。回答はダイレクトメッセージで届きます。そのため、終わるまで最長14日間、あなたの ID を記録します。{ $my-data } で確認できます。
ticket-too-many = 今日はここまでです
    .text = メンターに送れるのは24時間に1人3問までです。後でもう一度お試しください。
ticket-refused = メンターはあなたの質問を受け付けていません
    .text = このコミュニティの管理者が、あなたが誰かを知らないまま決めました。管理者にお尋ねください。
no-mentors = ここにはメンターのチャンネルがありません
    .text = このコミュニティの管理者が設定で選べます。
ticket = メンターへの質問
    .text = { $handle } さんからです。名前は誰にも知らせません。回答はダイレクトメッセージで届きます。
ticket-answer = 回答する
ticket-claim = 担当する
ticket-hand-back = 担当を返す
ticket-close = 閉じる
ticket-block = 質問者をブロック
ticket-yours = あなたの担当です
    .text = スレッドに担当者がいると表示されます。回答するか、担当を返してください。
ticket-handed-back = 担当を返しました
    .text = ほかの人がまた担当できます。
ticket-blocked = ブロックしました
    .text = { $handle } さんは、90日間このコミュニティのメンターに何も送れません。誰なのかは誰にも分かりません。
ticket-solved = よかったです
    .text = あなたの ID を消しました。メンターには解決したと伝わります。
ticket-taken = もうできません
    .text = ほかの人が担当しているか、もう終わっています。
ticket-answered = 送っています
    .text = { $handle } さんに、あなたの名前を出さずにダイレクトメッセージで届きます。
ticket-written-back = 送りました
    .text = メンターのチャンネルに届きます。
ticket-reply = メンターからの回答
    .asked = ご質問：「{ $question }」
ticket-back = 返信する
ticket-not-posted = メンターに届きません
    .text = メンターのチャンネルに書き込めないか、チャンネルがなくなっています。「{ $question }」は誰にも読まれていません。コミュニティの管理者に伝えてください。
ticket-note = { $what ->
        [taken] メンターが { $handle } さんの質問を担当しています。
        [handed-back] { $handle } さんの質問は担当者がいなくなりました。
        [answered] メンターが { $handle } さんに回答しました：
        [wrote-back] { $handle } さんからの返信：
        [solved] { $handle } さんは解決したそうです。
       *[unreachable] { $handle } さんに届きません。ダイレクトメッセージを受け取らないか、退出しています。回答は読まれていません。
    }
my-data = あなたについて記録していること
    .text = あなたのことは、ID から作ったコードでしか分かりません。そのコードで次のことを記録しています：
    .none = 何もありません。ご意見も質問もメッセージもありません。
    .vote = { $day }：「{ $title }」は{ $opinion ->
        [helpful] 役に立った
       *[unhelpful] 役に立たなかった
    }
    .missed = { $day }：{ $passage }に足りなかったこと：{ $reason ->
        [wrong] 間違っている
        [outdated] 情報が古い
        [off-topic] 聞いたことと違う
       *[too-long] 長すぎる
    }
    .wording = { $day }：「{ $wording }」を文章に結び付けました
    .question = { $day }：「{ $question }」という質問に答えがありませんでした
    .ticket = { $day }：メンターに「{ $question }」を送りました
    .setting = { $day }：設定 { $setting } を変えました
    .country = { $day }：国を教えていただきました：{ $country }
    .progress = { $day }：「{ $title }」に印を付けました
    .owed = { $day } まで：お届けするメッセージがあり、そのために ID そのものを記録しています
forget = 記録を消す
forgotten = 消しました
    .text = あなたについて記録していたことを、すべて消しました。

## What the career graph computes: switches, roles that fit, comparisons, levels, interview practice, the quiz

computed = 各職種に書かれたスキルから計算したもので、誰にでも同じ結果です。
level = { $level ->
        [intern] インターン
        [junior] ジュニア
       *[mid] ミドル
        [senior] シニア
        [lead] リード
        [staff] スタッフ
        [principal] プリンシパル
        [manager] マネージャー
        [director] ディレクター
        [executive] 経営層
    }
hours = { $low }〜{ $high }時間
no-role-data = 計算するためのデータがありません
    .text = { $title }に何が必要か、まだ誰も書いていません。代わりに説明を読めます。
switch = { $from }から{ $to }へ
switch-covered = { $title }に必要なもののうち、重みで数えて約{ $percent }％を持っています。
switch-stated = 編集者によるこの移動の距離は「{ $effort ->
        [near] 近い
       *[medium] 中くらい
        [far] 遠い
    }」：{ $why }
switch-hours = 中核のうち残りには、編集者の見積もりで約{ $hours }かかります。
switch-have = すでにあるもの
switch-partly = 一部が生きるもの
switch-learn = 学ぶもの（この順に）
switch-later = あとで役立つもの
switch-between = 途中の一歩
switch-via = { $role }を経由：まず{ $first ->
        [near] 近い
       *[medium] 中くらいの
        [far] 遠い
    }移動、次に{ $then ->
        [near] 近い
       *[medium] 中くらいの
        [far] 遠い
    }移動。
switch-closer = 今できることにもっと近い職種
partly = { $reason ->
        [near] { $skill }：{ $known }が近い
        [base] { $skill }：{ $known }の前に学ぶので、おそらく知っている
        [one-of] { $skill }：{ $known }を使っていれば知っている
       *[deeper] { $skill }：知っているが、より高いレベルが必要
    }
compare-them = 二つを比べる
next = { $skills }に合うもの
next-there = あるもの：{ $list }
next-partly = 一部あるもの：{ $list }
next-missing = 足りない中核：{ $list }
next-covered = 約{ $percent }％を持っています。
next-skill = 次に学ぶもの
next-opens = { $skill }：近い{ $of }職種のうち{ $count }職種で必要
next-none = 近い職種がありません
    .text = 知っている職種の中に、{ $skills }を土台にするものはありません。できることをもっと挙げてください。
unknown-skills = スキルとして知らないため外したもの：{ $list }
no-skills = スキルが見つかりません
    .text = 「{ $asked }」というスキルは知りません。excel, sql のようにコンマで区切って書いてください。
first-job = 最初の仕事にできる
second-job = 最初の仕事になることは少ない
roadmap-hours = ロードマップは{ $hours }
compare-entry = 入りやすさ
compare-pay = 年収の中央値
compare-outlook = 見通し
compare-day = ある一日
compare-moves = 互いへの移動
compare-hours = 学ぶ時間
compare-after = 先に学ぶもの
compare-done = 身についた目安
compare-roles = 必要とする職種
compare-roles-list = { $count }件：{ $list }
compare-no-data = この点で{ $one }と{ $other }を比べる数字がありません。
compare-pays-more = { $result ->
        [equal] { $more }と{ $less }の中央値は同じです：{ $high }。
       *[differ] 中央値では{ $more }のほうが高い：{ $high }。{ $less }は{ $low }。
    }
compare-easier = { $result ->
        [equal] { $easier }と{ $harder }の入りやすさは同じくらいです：{ $easy }。
       *[differ] { $easier }のほうが入りやすい：{ $easy }。{ $harder }：{ $hard }。
    }
levels = レベル：{ $title }
practice = 面接の練習
practice-think = 急がなくて大丈夫です。声に出すか書いてから、答えを見てください。
practice-good = 良い答えにあるもの
practice-show = 良い答えを見る
practice-next = 次へ
practice-easier = やさしく
practice-harder = 難しく
quiz = どの職種が合う？ { $of }問中{ $number }問目
quiz-question = { $about ->
        [building] 動くものを作ることは、どのくらい好きですか。
        [people] 一日のうちどのくらい、人と話したり助けたりしたいですか。
        [design] 見た目や使い心地は、どのくらい気になりますか。
        [numbers] 数字や測定、統計はどのくらい好きですか。
        [depth] 一つの難しい問題に何日も取り組みたいですか。
        [order] 計画や決まり、整った繰り返しの仕事は好きですか。
        [risk] 緊急事態や大きな責任は向いていると思いますか。
       *[leading] どちらをしたいですか。人と決めて責任を持つこと、それとも文章で説明すること。
    }
quiz-method = 質問は八つ、最後に三つの職種を示します。職種の興味に対する点数で、心理テストではありません。何も保存しません。
quiz-much = とても
quiz-sometimes = ときどき
quiz-rather-not = あまりしたくない
quiz-leading = 決めて率いる
quiz-writing = 文章で説明する
quiz-neither = どちらでもない
quiz-result = 見てみたい三つの職種
quiz-for = 合う点：{ $list }
quiz-against = 合わない点：{ $list }
quiz-again = 最初から
quiz-caution = 答えが示すのはこの方向です。学べることと必要なことも決め手になります。
quiz-none = 目立つ職種がありません
    .text = 答えはどの職種も特に示していないか、職種にデータがありません。一覧を見てください。
interest = { $interest ->
       *[building] ものづくり
        [people] 人
        [leading] 率いること
        [numbers] 数字
        [design] デザイン
        [order] 秩序
        [depth] 難しい問題
        [risk] リスク
        [writing] 文章
    }

## Private progress on roadmaps

progress = あなたの進み具合
    .text = { $count ->
           *[other] { $count }個のスキル
        }に印を付けています。印は、そのスキルがあるすべてのロードマップで数えられ、あなただけに見えます。
progress-of = あなたの進み具合：{ $title }（{ $all }中{ $done }）
    .text = あなただけに見えます。ステップを選ぶと、印を付けたり外したりできます。
progress-none = まだ印がありません
    .text = { $roadmap }で職種を開き、「私の進み具合」を押してください。
progress-line = { $title }：{ $all }中{ $done }
progress-mine = 私の進み具合
progress-tick = 完了：{ $skill }
progress-untick = 取り消す：{ $skill }
progress-kept = { $skill }ができると記録しました。
progress-taken-back = { $skill }の記録を消しました。
progress-by = { $skill }ができるので数えます
progress-implied = { $skill }の一部です。当てはまれば印を付けてください
progress-gone = 印はあるが、もうどのロードマップにもないもの：{ $list }
progress-fits = 今の私に合うものは？
progress-export = 書き出す
progress-exported = 持ち出せる進み具合
    .text = プログラム用のJSONと、メモ用の一覧です。

## A person’s country, and what people in a role earn there

country-which = どの国ですか？
country-change = 国を変える
country-take-back = 国を消す
country-ask = どの国で働いていますか？
    .text = 給料、法律、ビザは国によって違います。選んだ国はあなたのコードだけに結び付けて記録し、あなただけが読む回答で、その国のことを先に示します。{ $my-data } で確認、変更、削除ができます。答えたくない場合は、それを記録し、もう尋ねません。
country = { $code ->
    [US] アメリカ
    [GB] イギリス
    [DE] ドイツ
    [IN] インド
    [CA] カナダ
    [IE] アイルランド
    [NL] オランダ
    [FR] フランス
    [ES] スペイン
    [PL] ポーランド
    [BR] ブラジル
    [JP] 日本
    [AU] オーストラリア
    [elsewhere] ほかの国
    [unsaid] 答えたくない
   *[other] { $name }
}
country-kept = 記録しました
    .text = { $answer ->
        [unsaid] 答えたくないことを記録し、もう尋ねません。
        [elsewhere] 一覧にない国であることを記録し、もう尋ねません。
       *[named] あなたの国を記録しました：{ $country }。
    } { $my-data } で確認、変更、削除ができます。{ $forget-me } でも消えます。
country-withdrawn = 取り消しました
    .text = あなたの国は記録していません。また尋ねることがあります。
country-told = 教えていただいた国について：{ $country }。
    .unnamed = 教えていただいた国は{ $country }ですが、この文章には出てきません。
    .no-pay = 教えていただいた国は{ $country }ですが、ここにはその給料の数字がありません。
place-missing = この文章には{ $country }についての記載がありません。
    .no-pay = ここには{ $country }の給与データがありません。
    .figures = ここにある数字の対象は{ $countries }です。
pay = { $year }年の中央値は税引き前で年{ $median }でした。出典：{ $source }。
    .range = { $year }年の中央値は税引き前で年{ $median }、幅は{ $low }から{ $high }でした。出典：{ $source }。

## Settings of a community

settings = { $scope ->
        [channel] このチャンネルの設定
       *[community] { $door ->
            [discord] このサーバーの設定
           *[slack] このワークスペースの設定
        }
    }
    .text = { $door ->
        [discord] 選んだ内容はすぐに有効になり、サーバーを管理する人は誰でもここで変更できます。
       *[slack] 保存した内容はすぐに有効になり、ワークスペースの管理者は誰でもここで変更できます。
    }
    .unread = まだすべての質問を読むことはできません。運営者が { $door ->
        [discord] discord.message_content
       *[slack] slack.messages
    } を有効にする必要があります。
not-managing = { $door ->
        [discord] このサーバーを管理する人だけが使えます
       *[slack] このワークスペースの管理者だけが使えます
    }
    .text = { $door ->
        [discord] Discord では「サーバー管理」という権限です。
       *[slack] 誰がオーナーや管理者かは Slack で確認できます。
    }
setting-default = ほかと同じ
setting-audience = 回答を読む人
    .public = 全員
    .private = 質問した人だけ
setting-mode = 回答するとき
    .called = 呼ばれたとき
    .all = すべての質問
    .off = 回答しない
setting-language = 使う言語
setting-collections = 使う知識
setting-mentor-channel = メンターのチャンネル
setting-mentor-role = { $door ->
        [discord] メンターのロール
       *[slack] メンターのユーザーグループ
    }
settings-of-channel = このチャンネル
settings-of-community = { $door ->
        [discord] サーバー全体
       *[slack] ワークスペース全体
    }
settings-save = 保存
language = 日本語

## Lists

topics-listed = トピック
roles-listed = 職種
questions-listed = 質問：{ $title }
# Behind the title of a list that has several pages.
page = { $title }（{ $page }/{ $pages }）
questions = { $count ->
   *[other] 質問{ $count }件
}
# What kind of entry something is, in brackets or small print behind its name.
kind = { $kind ->
    [role] 職種
    [skill] スキル
    [term] 用語
    [faq] 質問集
   *[guide] ガイド
}

## The help

abilities = できること
    .text = キャリアの質問に、人が書いた文章をそのまま、出典を添えてお答えします。合うものがなければ、そうお伝えします。
    .also = ほかに：
    .examples = 例えば
    .private = { $door ->
        [discord] { $private }を選ぶと、自分だけが読める答えになります。
       *[slack] { $private }で始めると、自分だけが読める答えになります。
    }

## The form to ask by, and the page that an app shows first. The first two have at most 24 characters.

form-ask = 質問する
form-close = 閉じる
form-pick = 答えのある質問を探す
form-begin = 入力してください…
form-words = または自分の言葉で質問する
form-empty = ここに質問を書くか、上で質問を探してください。
looking = 調べています…
# Behind the bot's name, while it is at it.
working = 調べています…
start-text = キャリアの質問に、人が書いた文章をそのまま、出典とともにお答えします。
start-ask = 質問する
start-popular = よくある質問
start-fresh = 最近確認されたもの
start-read = 読む

## Where a passage comes from

source = 出典
source-of = 出典：{ $entry }
sources = 出典：{ $list }
more-sources = …ほか{ $count }件
from = { $entry }より
reviewed = { $month } 確認
region = 対象地域：{ $region }
# Where a picture cannot be shown: what it shows.
picture = 画像：{ $shows }
shortened = 残りは一つのメッセージには長すぎます。
see-also = 関連：{ $list }

## Why a passage was found

why = なぜこれ？
    .text = 「{ $title }」を表示しました。合っている確信度は{ $percent }％です：
why-about = { $title }についての話の続きです。
why-name = 質問に名前があります：「{ $name }」
why-spelling = 質問に「{ $name }」とほぼ同じつづりの言葉があります。
why-section = 質問はこの節についてのものです：「{ $heading }」
why-wording = まさにこの質問への答えです。
why-heading = 見出しまたは質問文に、質問の言葉があります。
why-words = 本文に質問の言葉があります。
why-typo = ここで知られていない言葉を、似た言葉として読みました。
why-meaning = 質問とほぼ同じ意味です。

## Commands: what each does, in at most 100 characters, and its name. Names are 1 to 32 letters, digits
## or “-”, in lower case; no two commands and no two options of a command may have the same.

command-ask = キャリアについて、自分の言葉で質問する（英語で）
    .name = 質問
command-what-is = 職種、スキル、用語の意味
    .name = とは
command-skills = 職種に必要なスキル
    .name = スキル
command-responsibilities = 職種の仕事内容
    .name = 仕事内容
command-roadmap = 職種のために何をどの順に学ぶか
    .name = ロードマップ
command-compare = 二つの職種、スキル、用語の違い
    .name = 比較
command-switch = 別の職種に移るために、あるものと足りないもの
    .name = 転向
command-next = できることに合う職種と、次に学ぶもの
    .name = 次は
command-levels = ある職種でジュニアからスタッフまでに変わること
    .name = レベル
command-interview = 本物の面接質問を自分だけで練習
    .name = 面接
command-role-quiz = 八つの質問から、合いそうな三つの職種へ
    .name = 職種診断
command-faq = 答えのある質問を見る
    .name = よくある質問
command-roles = Guidepost が知っているすべての職種
    .name = 職種一覧
command-progress = ロードマップでの自分だけの進み具合
    .name = 進み具合
command-my-data = Guidepost があなたについて記録していること
    .name = 自分のデータ
command-forget-me = Guidepost があなたについて記録していることをすべて消す
    .name = 記録を消す
command-gaps = 答えのない質問（メンターと管理者向け）
    .name = 未回答
command-help = Guidepost にできること
    .name = ヘルプ

## Commands on messages, in at most 32 characters

manage = サーバーを管理する人のための Guidepost
manage-settings = このサーバーの設定を見る・変更する
    .name = 設定
answer-this = これに回答
dismiss = 削除

## Options of commands: what each is for, in at most 100 characters, and its name.

option-question = 人に尋ねるように書いた質問
    .name = 質問
option-term = 説明してほしいもの
    .name = 用語
option-role = 職種
    .name = 職種
option-a = 一つ目
    .name = 一つ目
option-b = 二つ目
    .name = 二つ目
option-from = 今の職種、またはできること（コンマ区切り）
    .name = 今
option-to = 目指す職種
    .name = 目標
option-skills = できること（コンマ区切り）
    .name = スキル
option-level = 難しさ：junior、mid、senior
    .name = レベル
option-topic = トピックまたは職種。空欄ならすべてのトピック
    .name = トピック
option-private = 答えを自分だけが読めるようにするか
    .name = 非公開
