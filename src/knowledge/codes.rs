//! Codes that front matter may use: countries, currencies and occupations.

/// Regions larger than a country for which pay may be given.
pub(super) const WIDE_REGIONS: [&str; 3] = ["EU", "Europe", "world"];

/// The officially assigned alpha-2 codes of ISO 3166-1.
const COUNTRIES: &str = "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO \
    BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE \
    EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT \
    HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU \
    LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR \
    NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM \
    SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG \
    VI VN VU WF WS YE YT ZA ZM ZW";

/// The codes of ISO 4217 of national and regional currencies, without those of funds and metals.
const CURRENCIES: &str = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD \
    BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL \
    GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD \
    KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK \
    NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP \
    STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST XAF XCD XCG \
    XOF XPF YER ZAR ZMW ZWG";

/// The ISO 639-1 codes of languages of knowledge: those with a stemmer, and those whose function words the lexicon has.
pub(super) const LANGUAGES: [&str; 20] = [
    "ar", "da", "de", "el", "en", "es", "fi", "fr", "hi", "hu", "it", "ja", "nl", "no", "pt", "ro",
    "ru", "sv", "ta", "tr",
];

/// Returns whether knowledge may be written in the language with this code.
pub(super) fn is_language(code: &str) -> bool {
    LANGUAGES.contains(&code)
}

/// Returns whether pay may be given for a region of this name.
pub(super) fn is_region(name: &str) -> bool {
    WIDE_REGIONS.contains(&name) || has(COUNTRIES, name)
}

/// Returns whether this is the ISO 4217 code of a currency.
pub(super) fn is_currency(code: &str) -> bool {
    has(CURRENCIES, code)
}

fn has(codes: &str, code: &str) -> bool {
    codes.split_whitespace().any(|known| known == code)
}

/// Returns whether this has the form of an O*NET-SOC code: `15-1252.00`.
pub(super) fn is_onet(code: &str) -> bool {
    let form = "00-0000.00";
    code.len() == form.len()
        && code
            .bytes()
            .zip(form.bytes())
            .all(|(byte, wanted)| match wanted {
                b'0' => byte.is_ascii_digit(),
                _ => byte == wanted,
            })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_assigned_codes_are_valid() {
        assert!(is_region("US") && is_region("EU") && is_region("world"));
        assert!(!is_region("UK") && !is_region("us") && !is_region("Germany"));
        assert!(is_currency("EUR") && !is_currency("eur") && !is_currency("US$"));
        assert!(is_onet("15-1252.00"));
        assert!(!is_onet("15-1252") && !is_onet("15.1252-00") && !is_onet("1x-1252.00"));
        assert_eq!(COUNTRIES.split_whitespace().count(), 249);
    }
}
