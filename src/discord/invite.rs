//! Installation links and the permissions that they ask for.

/// A permission of the bot
/// (<https://discord.com/developers/docs/topics/permissions#permissions-bitwise-permission-flags>).
struct Permission {
    bit: u8,
    name: &'static str,
    reason: &'static str,
}

/// All permissions of the bot. Mentions, replies and the mentors' channel need them; commands and buttons need none.
const PERMISSIONS: [Permission; 6] = [
    Permission {
        bit: 10,
        name: "View Channels",
        reason: "to see a mention of the bot, and to dismiss its own messages",
    },
    Permission {
        bit: 11,
        name: "Send Messages",
        reason: "to reply to a mention",
    },
    Permission {
        bit: 38,
        name: "Send Messages in Threads",
        reason: "the same in threads",
    },
    Permission {
        bit: 35,
        name: "Create Public Threads",
        reason: "to open a thread for each question in the mentors' channel",
    },
    Permission {
        bit: 14,
        name: "Embed Links",
        reason: "to show the answer with its title and its sources",
    },
    Permission {
        bit: 16,
        name: "Read Message History",
        reason: "to reply to the very message that asked",
    },
];

/// Returns the link with which a server manager adds the bot to a server.
pub(super) fn guild_install_url(application: &str) -> String {
    let permissions: u64 = PERMISSIONS.iter().map(|one| 1 << one.bit).sum();
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&integration_type=0\
         &scope=bot+applications.commands&permissions={permissions}"
    )
}

/// Returns the link with which a user adds the commands for themself.
pub(super) fn user_install_url(application: &str) -> String {
    format!(
        "https://discord.com/oauth2/authorize?client_id={application}&integration_type=1\
         &scope=applications.commands"
    )
}

/// Returns the installation links, scopes and permissions of an application as text.
#[must_use]
pub(crate) fn invitation(application: &str) -> String {
    let mut lines = vec![
        "Add the bot to a server:".to_owned(),
        format!("  {}", guild_install_url(application)),
        String::new(),
        "Add its commands for yourself, to use them in any server or conversation:".to_owned(),
        format!("  {}", user_install_url(application)),
        String::new(),
        "Scopes:".to_owned(),
        "  bot                       to be a member that can be mentioned and written to"
            .to_owned(),
        "  applications.commands     for slash commands and commands on messages".to_owned(),
        String::new(),
        "Permissions:".to_owned(),
    ];
    let permissions = PERMISSIONS.iter();
    lines.extend(permissions.map(|one| format!("  {:<25} {}", one.name, one.reason)));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_names_each_permission_that_it_requests() {
        let link = guild_install_url("1");
        let (_, permissions) = link.split_once("permissions=").expect("permissions");
        // View Channels, Send Messages, Embed Links, Read Message History, Create Public Threads, Send Messages in Threads.
        let named = 1_024 + 2_048 + 16_384 + 65_536 + 34_359_738_368 + 274_877_906_944_u64;
        assert_eq!(permissions, named.to_string());
        insta::assert_snapshot!(invitation("1100000000000000001"));
        let page = include_str!("../../docs/discord.md");
        for Permission { name, reason, .. } in &PERMISSIONS {
            assert!(page.contains(&format!("| {name} | {reason} |")), "{name}");
        }
    }
}
