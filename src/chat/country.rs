//! A person's country, as they choose it and as a button and the store write it.

/// The ISO 3166-1 alpha-2 code of a country, such as `DE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CountryCode([u8; 2]);

impl CountryCode {
    /// Parses two capital letters.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters: [u8; 2] = text.as_bytes().try_into().ok()?;
        letters
            .iter()
            .all(u8::is_ascii_uppercase)
            .then_some(Self(letters))
    }

    /// Returns the two letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// The answer of a person who is asked for their country.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Country {
    /// This country.
    In(CountryCode),
    /// A country that is not offered.
    NotListed,
    /// Rather not say.
    Undisclosed,
}

impl Country {
    /// Returns the value in the store.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::In(code) => code.as_str(),
            Self::NotListed => "elsewhere",
            Self::Undisclosed => "unsaid",
        }
    }

    /// Reads a value of the store.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "elsewhere" => Some(Self::NotListed),
            "unsaid" => Some(Self::Undisclosed),
            code => CountryCode::parse(code).map(Self::In),
        }
    }

    /// Returns the code, if it is a country that is offered.
    #[must_use]
    pub const fn code(self) -> Option<CountryCode> {
        match self {
            Self::In(code) => Some(code),
            Self::NotListed | Self::Undisclosed => None,
        }
    }
}

/// An action on a person's country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CountryAction {
    /// Show the countries to choose from.
    ShowChoices,
    /// Store this one.
    Set(Country),
    /// Delete the stored one.
    Clear,
}

impl CountryAction {
    /// Returns the form in a button: the code, or one symbol, so that the longest address fits behind it.
    pub(super) fn as_button(&self) -> &str {
        match self {
            Self::ShowChoices => "?",
            Self::Set(Country::NotListed) => "+",
            Self::Set(Country::Undisclosed) => "-",
            Self::Set(Country::In(code)) => code.as_str(),
            Self::Clear => "0",
        }
    }

    /// Reads the form in a button.
    pub(super) fn from_button(text: &str) -> Option<Self> {
        Some(match text {
            "?" => Self::ShowChoices,
            "+" => Self::Set(Country::NotListed),
            "-" => Self::Set(Country::Undisclosed),
            "0" => Self::Clear,
            code => Self::Set(Country::In(CountryCode::parse(code)?)),
        })
    }
}
