//! The country of a person in chat: asked once and privately, kept on their press, used where only they read, forgotten
//! with them.

use std::sync::Arc;

use guidepost::testing::assistant::{Assistant, PerCommunity};
use guidepost::testing::chat::{
    Ask, Audience, Country, CountryAction, CountryCode, Reply, ReplyKind, Request, line,
};
use guidepost::testing::config::{Environment, Settings, TeamSettings};
use guidepost::testing::store::Store;
use tempfile::TempDir;

use super::base::TestDatabase;
use super::chat::{asks, button, text, wants};
use crate::discord::driver::{self as discord, Discord};
use crate::discord::payload::{ASKER, IN_SERVER, Sender};
use crate::fixtures::{entry, folder, passage};
use crate::slack::driver::{Mode, Setup, Slack};

const WHICH: &str = "Which country?";
const PAY: &str = "In 2025 the median was 75,600 EUR a year before tax, with a range from 60,000 EUR to 95,000 EUR. \
                   Source: A page.";
const GERMANY: &str = "For your country, as you told me: Germany.";
const SALARY: &str = "backend developer salary";

/// Knowledge on pay in Germany and the US, and on notice periods.
fn knowledge() -> TempDir {
    let role = entry(
        "Backend developer",
        "role",
        "review_by = 2027-01-31\nregion = \"Germany and the United States\"\n\
         [[pay]]\nregion = \"DE\"\nyear = 2025\ncurrency = \"EUR\"\nmedian = 75600\nlow = 60000\nhigh = 95000\nsource = 1\n\
         [[pay]]\nregion = \"US\"\nyear = 2025\ncurrency = \"USD\"\nmedian = 135980\nsource = 1",
        "A backend developer builds servers.\n\n## Pay\n\nPeople in this role earn more with every year.",
    );
    let term = entry(
        "Notice period",
        "term",
        "review_by = 2027-01-31\nregion = \"most countries, with different rules in each\"",
        "A notice period is the time between the letter and the last day.",
    );
    let anvil = entry("Anvil", "term", "", "An anvil is struck.");
    let leaving = entry(
        "Leaving a job",
        "faq",
        "",
        "On leaving.\n\n## Questions\n\n\
         ### When is the last day after I resign?\n\nYour contract says it: count from the day of the letter.\n\n\
         ### When is the last day after I resign in Germany?\n\nIn Germany: on the 15th or at the end of a month.\n\n\
         ### Should I join a company in India?\n\nCompare offers first.",
    );
    folder(&[
        ("roles/backend-developer.md", &role),
        ("terms/notice-period.md", &term),
        ("terms/anvil.md", &anvil),
        ("faq/leaving-a-job.md", &leaving),
    ])
}

fn assistant(store: &Store) -> Assistant {
    let folder = knowledge();
    let library = guidepost::testing::knowledge::load(folder.path()).unwrap();
    let settings = Settings::read(None, &Environment::default()).unwrap();
    let assistant =
        Assistant::new(&PerCommunity::shared(Arc::new(library)), &settings.answers).unwrap();
    let team = TeamSettings {
        admins: Vec::new(),
        mentors: Vec::new(),
    };
    assistant.with_store(store.clone(), team, Vec::new())
}

/// A private request by ada.
fn privately(ask: Ask) -> Request {
    Request {
        audience: Some(Audience::Private),
        ..wants("ada", ask)
    }
}

fn has(reply: &Reply, label: &str) -> bool {
    let buttons = reply.buttons.iter().chain(&reply.votes);
    buttons.map(|one| &one.label).any(|one| one == label)
}

fn pick(reply: &Reply, label: &str) -> Ask {
    let found = reply.choices.iter().find(|choice| choice.label == label);
    let labels: Vec<_> = reply.choices.iter().map(|one| &one.label).collect();
    let carried = found
        .unwrap_or_else(|| panic!("no {label} in {labels:?}"))
        .ask
        .to_button();
    Ask::from_button(&carried.expect("it fits"))
}

fn germany() -> Country {
    Country::In(CountryCode::parse("DE").unwrap())
}

#[tokio::test]
async fn a_country_is_asked_for_kept_on_a_press_and_what_holds_there_comes_first() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let say = async |ask: Ask| assistant.respond(&privately(ask)).await;
        let answer = say(line::parse(SALARY)).await;
        assert_eq!(passage(&answer).as_deref(), Some("backend-developer#pay"));
        assert!(
            !text(&answer).contains("as you told me"),
            "{}",
            text(&answer)
        );

        let which = say(button(&answer, WHICH)).await;
        assert_eq!(
            (which.kind, which.audience),
            (ReplyKind::Asking, Audience::Private)
        );
        let offered: Vec<_> = which.choices.iter().map(|one| one.label.as_str()).collect();
        let known = [
            "United States",
            "Germany",
            "India",
            "another country",
            "rather not say",
        ];
        assert_eq!(offered, known);
        let ada = asks("ada", "");
        assert_eq!(
            store.country(&ada).await.unwrap(),
            None,
            "asking keeps nothing"
        );

        let shown = say(pick(&which, "Germany")).await;
        assert_eq!(store.country(&ada).await.unwrap(), Some(germany()));
        assert_eq!(
            (shown.kind, shown.audience),
            (ReplyKind::Answer, Audience::Private)
        );
        assert_eq!(shown.title, answer.title);
        let said = text(&shown);
        assert!(
            said.starts_with("I keep that your country is Germany."),
            "{said}"
        );
        assert!(said.contains(&format!("{GERMANY} {PAY}")), "{said}");
        assert!(has(&shown, "Delete country") && has(&shown, "Solved it"));

        let again = say(line::parse(SALARY)).await;
        assert!(text(&again).starts_with(&format!("{GERMANY} {PAY}")));
        assert!(has(&again, "Change country") && !has(&again, WHICH));
        // Opened by a button, too.
        let opened = say(Ask::from_button("1:open:0:backend-developer#pay")).await;
        assert!(text(&opened).starts_with(GERMANY));
        // There are no figures for it: said, and not passed over.
        let india = Country::In(CountryCode::parse("IN").unwrap());
        store.set_country(&ada, Some(india)).await.unwrap();
        let none = text(&say(line::parse(SALARY)).await);
        assert!(
            none.starts_with("You told me India; I have no pay figures"),
            "{none}"
        );
        let term = text(&say(line::parse("/what-is notice period")).await);
        assert!(
            term.starts_with("You told me India; this text does not name it."),
            "{term}"
        );
        store.close().await;
    }
}

#[tokio::test]
async fn a_passage_on_the_country_goes_before_others_but_for_exact_wordings() {
    let base = TestDatabase::file();
    let store = base.open().await;
    let assistant = assistant(&store);
    // Each in a channel of its own, as the answer before it is the topic of a question.
    let found = async |channel: &str, question: &str| {
        let mut asked = privately(Ask::Question(question.to_owned()));
        asked.place.channel = Some(channel.to_owned());
        let reply = assistant.respond(&asked).await;
        // What is shown, or the first of what is offered.
        let offered = reply.choices.first().map(|choice| &choice.ask);
        let offered = offered.and_then(|ask| match ask {
            Ask::Open { address, .. } => Some(address.to_string()),
            _ => None,
        });
        passage(&reply).or(offered)
    };
    let (worded, own) = (
        "When is the last day after I resign?",
        "when is the last day by law after I resign",
    );
    let general = Some("leaving-a-job#when-is-the-last-day-after-i-resign".to_owned());
    let german = Some("leaving-a-job#when-is-the-last-day-after-i-resign-in-germany".to_owned());
    assert_eq!(found("1", worded).await, general);
    assert_eq!(found("2", own).await, general);
    let ada = asks("ada", "");
    store.set_country(&ada, Some(germany())).await.unwrap();
    assert_eq!(found("3", worded).await, general);
    assert_eq!(found("4", own).await, german);
    store.close().await;
}

#[tokio::test]
async fn public_answers_and_questions_that_name_a_place_or_depend_on_none_neither_ask_nor_show() {
    let base = TestDatabase::file();
    let store = base.open().await;
    let assistant = assistant(&store);
    for country in [None, Some(germany())] {
        let ada = asks("ada", "");
        store.set_country(&ada, country).await.unwrap();
        let public = assistant.respond(&asks("ada", SALARY)).await;
        let named = privately(line::parse("backend developer salary in the US"));
        let named = assistant.respond(&named).await;
        let other = privately(line::parse("what is an anvil?"));
        let other = assistant.respond(&other).await;
        let role = privately(line::parse("what is a backend developer?"));
        let role = assistant.respond(&role).await;
        let shown = Ask::Open {
            address: guidepost::testing::knowledge::Address::parse("backend-developer#pay")
                .unwrap(),
            page: 0,
        };
        let shown = privately(Ask::Show(Box::new(shown)));
        let shown = assistant.respond(&shown).await;
        assert_eq!(public.audience, Audience::Public);
        assert_eq!(shown.audience, Audience::Public);
        for reply in [&public, &named, &other, &role, &shown] {
            assert_ne!(reply.kind, ReplyKind::Notice);
            assert!(!text(reply).contains("you told me"), "{}", text(reply));
            assert!(!has(reply, WHICH) && !has(reply, "Change country"));
        }
        // Nobody else reads a direct message.
        let mut direct = asks("ada", SALARY);
        direct.place.community = None;
        direct.place.channel = None;
        let direct = assistant.respond(&direct).await;
        assert_eq!(has(&direct, WHICH), country.is_none());
        assert_eq!(text(&direct).contains(GERMANY), country.is_some());
    }
    store.close().await;
}

#[tokio::test]
async fn who_would_rather_not_say_is_asked_no_more_until_they_take_it_back() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let say = async |ask: Ask| assistant.respond(&privately(ask)).await;
        for (label, value) in [
            ("rather not say", Country::Undisclosed),
            ("another country", Country::NotListed),
        ] {
            let which = button(&say(line::parse(SALARY)).await, WHICH);
            let kept = say(pick(&say(which).await, label)).await;
            assert_eq!(kept.title, "Kept");
            let ada = asks("ada", "");
            assert_eq!(store.country(&ada).await.unwrap(), Some(value));
            let answer = say(line::parse(SALARY)).await;
            assert!(!has(&answer, WHICH) && !text(&answer).contains("you told me"));
            let mine = say(line::parse("/my-data")).await;
            assert!(text(&mine).contains(&format!("you told me your country: {label}")));
            let gone = say(button(&mine, "Delete country")).await;
            assert_eq!(gone.title, "Taken back");
            assert_eq!(store.country(&ada).await.unwrap(), None);
        }
        store.close().await;
    }
}

#[tokio::test]
async fn an_old_button_after_forget_me_asks_again_and_keeps_nothing_by_itself() {
    for base in TestDatabase::each() {
        let store = base.open().await;
        let assistant = assistant(&store);
        let say = async |ask: Ask| assistant.respond(&privately(ask)).await;
        let first = say(line::parse(SALARY)).await;
        let which = say(button(&first, WHICH)).await;
        let told = say(pick(&which, "Germany")).await;
        let ada = asks("ada", "");
        say(Ask::ForgetMe).await;
        assert!(store.personal_data(&ada).await.unwrap().is_empty());
        for (old, title) in [
            (button(&first, WHICH), "Which country do you work in?"),
            (
                button(&told, "Change country"),
                "Which country do you work in?",
            ),
            (button(&told, "Delete country"), "Taken back"),
        ] {
            assert_eq!(say(old).await.title, title);
            assert!(store.personal_data(&ada).await.unwrap().is_empty());
        }
        assert!(has(&say(line::parse(SALARY)).await, WHICH));
        // A country that nobody offers is not kept.
        let forged = Ask::Country {
            action: CountryAction::Set(Country::In(CountryCode::parse("ZZ").unwrap())),
            address: None,
        };
        assert_eq!(say(forged).await.kind, ReplyKind::Notice);
        assert_eq!(store.country(&ada).await.unwrap(), None);
        store.close().await;
    }
}

#[tokio::test]
async fn on_discord_the_country_is_asked_for_chosen_and_used_in_private_alone() {
    for base in TestDatabase::each().into_iter().map(Arc::new) {
        let knowledge = knowledge();
        let setup = discord::Setup {
            knowledge: knowledge.path().to_owned(),
            kept: base.clone(),
            ..discord::Setup::default()
        };
        let mut discord = Discord::start_with_setup(setup).await;
        let question = [("question", SALARY)];
        let public = discord.command("ask", &question).await;
        assert!(!public.is_private() && !public.labels().contains(&WHICH));
        let answer = discord.command_privately("ask", &question, true).await;
        let which = discord.press(&answer, WHICH).await;
        assert!(which.is_private());
        assert_eq!(which.select().unwrap()["placeholder"], "Choose …");
        let told = discord.pick(&which, "Germany").await;
        assert!(
            told.is_private() && told.text().contains(GERMANY),
            "{}",
            told.text()
        );
        let again = discord.command_privately("ask", &question, true).await;
        assert!(again.text().starts_with(GERMANY), "{}", again.text());
        let public = discord.command("ask", &question).await;
        assert!(!public.text().contains("told me") && !public.labels().contains(&"Change country"));
        // In a direct message there is nobody else.
        let alone = Sender {
            server: false,
            person: ASKER,
            ..IN_SERVER
        };
        let direct = discord.command_from(alone, "ask", &question).await;
        assert!(direct.text().starts_with(GERMANY), "{}", direct.text());
        let forgotten = discord.command("forget-me", &[]).await;
        assert_eq!(forgotten.title(), "Forgotten");
        let answer = discord.command_privately("ask", &question, true).await;
        assert!(answer.labels().contains(&WHICH));
        discord.finish().await;
    }
}

#[tokio::test]
async fn on_slack_the_country_is_asked_for_chosen_and_used_in_private_alone() {
    let knowledge = knowledge();
    for (base, mode) in TestDatabase::each()
        .into_iter()
        .map(Arc::new)
        .zip(Mode::BOTH)
    {
        let setup = Setup {
            knowledge: knowledge.path().to_owned(),
            kept: base.clone(),
            ..Setup::default()
        };
        let mut slack = Slack::start_with(mode, setup).await;
        let asked = format!("private: {SALARY}");
        let public = slack.command("/ask", SALARY).await;
        assert!(!public.is_private() && !public.body.to_string().contains(WHICH));
        let answer = slack.command("/ask", &asked).await;
        let which = slack.press(&answer, answer.button(WHICH)).await;
        assert!(which.is_private());
        let told = slack.press(&which, which.choice("Germany")).await;
        assert!(
            told.is_private() && told.text().contains(GERMANY),
            "{}",
            told.text()
        );
        assert!(slack.command("/ask", &asked).await.text().contains(GERMANY));
        assert!(slack.write(SALARY).await.text().contains(GERMANY));
        for public in [
            slack.command("/ask", SALARY).await,
            slack.mention(&format!("<@U0BOT> {SALARY}")).await,
        ] {
            let whole = public.body.to_string();
            assert!(!whole.contains("told me") && !whole.contains("Change country"));
        }
        let mine = slack.command("/my-data", "").await;
        assert!(
            mine.text().contains("your country: Germany"),
            "{}",
            mine.text()
        );
        let gone = slack.press(&mine, mine.button("Delete country")).await;
        assert!(gone.is_private());
        let answer = slack.command("/ask", &asked).await;
        answer.button(WHICH);
        slack.finish().await;
    }
}
