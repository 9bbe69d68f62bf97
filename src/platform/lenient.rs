//! Lenient decoding: a field of an unexpected type counts as missing, so that one new or broken field
//! does not make a whole payload unreadable and leave the person without a reply.

use serde::de::DeserializeOwned;
use serde::{Deserialize as _, Deserializer};
use serde_json::Value;

/// Deserializes a field; returns its default if the value is of another type.
///
/// # Errors
/// The payload is not JSON.
pub(crate) fn field<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned + Default,
{
    let value = Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).unwrap_or_default())
}

/// Deserializes an array and skips items of another type; returns an empty list if it is no array.
///
/// # Errors
/// The payload is not JSON.
pub(crate) fn list<'de, D, T>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: DeserializeOwned,
{
    let Value::Array(items) = Value::deserialize(deserializer)? else {
        return Ok(Vec::new());
    };
    let items = items.into_iter();
    Ok(items
        .filter_map(|item| serde_json::from_value(item).ok())
        .collect())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    struct Payload {
        #[serde(default, deserialize_with = "super::field")]
        name: Option<String>,
        #[serde(default, deserialize_with = "super::list")]
        parts: Vec<u8>,
    }

    #[test]
    fn a_field_of_another_type_counts_as_missing() {
        let read = |text| serde_json::from_str::<Payload>(text).expect("JSON");
        let payload = |name: Option<&str>, parts: &[u8]| Payload {
            name: name.map(str::to_owned),
            parts: parts.to_vec(),
        };
        assert_eq!(
            read(r#"{"name":"a","parts":[1,"x",2]}"#),
            payload(Some("a"), &[1, 2])
        );
        assert_eq!(read(r#"{"name":7,"parts":{}}"#), payload(None, &[]));
        assert_eq!(read("{}"), payload(None, &[]));
    }
}
