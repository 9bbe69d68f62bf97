//! Settings of a person, such as their country: stored when the person presses a button, until they delete it.

use super::error::StoreError;
use super::handle::Store;
use super::maintenance::DAY_MS;
use super::sql_value::values;
use super::write_op::WriteOp;
use crate::chat::{Country, Request};

/// Name of the setting of a person's country.
pub(super) const COUNTRY: &str = "country";

impl Store {
    /// Returns the country that the person who sent the request chose; none where they chose nothing.
    ///
    /// # Errors
    /// The database does not answer.
    pub async fn country(&self, request: &Request) -> Result<Option<Country>, StoreError> {
        let person = self.person(request).0;
        let sql = "SELECT value FROM personal_settings WHERE person = $1 AND name = $2";
        let rows: Vec<(String,)> = self.fetch(sql, values![&person, COUNTRY]).await?;
        let value = rows.first().map(|(value,)| value.as_str());
        Ok(value.and_then(Country::parse))
    }

    /// Stores the country of the person who sent the request, with the day; none deletes it.
    ///
    /// # Errors
    /// The write failed, or had not been committed after a second.
    pub async fn set_country(
        &self,
        request: &Request,
        country: Option<Country>,
    ) -> Result<(), StoreError> {
        let at = request.at.as_millisecond();
        let write = WriteOp::PersonalSetting {
            person: self.person(request),
            name: COUNTRY,
            value: country.map(|country| country.as_str().to_owned()),
            at: at - at.rem_euclid(DAY_MS),
        };
        self.write(write).await.map(|_| ())
    }
}
