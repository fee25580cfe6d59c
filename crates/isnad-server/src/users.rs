//! The people who may see a case, with what each may do.
//!
//! In: a file of users. Out: whether a name and a password belong together; the file with one more, one less, or another
//! role. **Invariants:** the file holds hashes (Argon2id), never passwords; it is replaced whole or not at all and is
//! readable by its owner alone; an unknown name takes as long to refuse as a wrong password. Deliberately apart from the
//! case, which is copied and handed on. Example: «هدى» (Huda) is a reviewer: `هدى`, a tab, `reviewer`, a tab, the hash.

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

/// What a person may do; each may do what those before it may.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub enum Role {
    /// Nothing but log in.
    #[default]
    Nobody,
    /// Read, with private persons as pseudonyms.
    Reader,
    /// Read all and decide.
    Reviewer,
    /// Say who else may.
    Admin,
}

impl Role {
    /// Roles that a person can be given.
    pub const ALL: [Self; 3] = [Self::Reader, Self::Reviewer, Self::Admin];

    /// The word in the file.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Reader => "reader",
            Self::Reviewer => "reviewer",
            Self::Admin => "admin",
        }
    }
}

impl std::str::FromStr for Role {
    type Err = UserError;

    fn from_str(word: &str) -> Result<Self, UserError> {
        let found = Self::ALL.into_iter().find(|r| r.as_str() == word);
        found.ok_or(UserError::Refused("expected a role: reader, reviewer or admin"))
    }
}

/// Why users could not be read or changed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum UserError {
    /// The file.
    #[error("{}: {source}", path.display())]
    File {
        /// File.
        path: PathBuf,
        /// Cause.
        source: std::io::Error,
    },
    /// A line of it.
    #[error("{}:{line}: expected a name, a role and a hash with tabs between", path.display())]
    Line {
        /// File.
        path: PathBuf,
        /// Line.
        line: usize,
    },
    /// What was asked for cannot be.
    #[error("{0}")]
    Refused(&'static str),
    /// The password could not be hashed.
    #[error("the password could not be hashed")]
    Hash,
}

/// A person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct User {
    /// Name, as decisions carry it.
    pub name: String,
    /// What he may do.
    pub role: Role,
    hash: String,
}

/// The people of a file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Users {
    list: Vec<User>,
}

const HEAD: &str =
    "# People who may see the case: name, role (reader, reviewer, admin), Argon2id hash. `isnad user` writes this.\n";
const SHORTEST: usize = 8;

fn hash(password: &str) -> Result<String, UserError> {
    if password.chars().count() < SHORTEST {
        return Err(UserError::Refused("expected a password of eight characters or more"));
    }
    let made = Argon2::default().hash_password(password.as_bytes());
    made.map(|h| h.to_string()).map_err(|_| UserError::Hash)
}

fn fits(name: &str) -> bool {
    let n = name.chars().count();
    (1..=64).contains(&n) && name.trim() == name && !name.starts_with('#') && !name.contains(is_odd)
}

/// What would break the file or turn the text around a name.
fn is_odd(c: char) -> bool {
    c.is_control()
        || ('\u{200b}'..='\u{200f}').contains(&c)
        || ('\u{2028}'..='\u{202e}').contains(&c)
        || ('\u{2066}'..='\u{2069}').contains(&c)
}

impl User {
    /// A word that changes with name, role and password: what a session holds on to.
    pub(crate) fn seal(&self) -> &str {
        &self.hash
    }
}

impl Users {
    /// Reads a file; one that is not there holds nobody.
    ///
    /// # Errors
    /// When it cannot be read or a line is no user.
    pub fn load(path: &Path) -> Result<Self, UserError> {
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => String::new(),
            Err(source) => {
                return Err(UserError::File {
                    path: path.to_owned(),
                    source,
                });
            }
        };
        let mut list = Vec::new();
        for (i, line) in text.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let mut cells = line.split('\t');
            let user = (|| {
                let (name, role, hash) = (cells.next()?, cells.next()?, cells.next()?);
                PasswordHash::new(hash).ok()?;
                Some(User {
                    name: Some(name).filter(|n| fits(n))?.to_owned(),
                    role: role.parse().ok()?,
                    hash: hash.to_owned(),
                })
            })();
            list.push(user.ok_or_else(|| UserError::Line {
                path: path.to_owned(),
                line: i + 1,
            })?);
        }
        Ok(Self { list })
    }

    /// Writes the file anew, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), UserError> {
        let file = |source| UserError::File {
            path: path.to_owned(),
            source,
        };
        let mut text = HEAD.to_owned();
        for u in &self.list {
            text.push_str(&format!("{}\t{}\t{}\n", u.name, u.role.as_str(), u.hash));
        }
        let mut beside = path.as_os_str().to_owned();
        beside.push(".new");
        let beside = PathBuf::from(beside);
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        options
            .open(&beside)
            .and_then(|mut f| f.write_all(text.as_bytes()).and_then(|()| f.sync_all()))
            .and_then(|()| std::fs::rename(&beside, path))
            .map_err(file)
    }

    /// Everybody, in the order of the file.
    #[must_use]
    pub fn list(&self) -> &[User] {
        &self.list
    }

    /// A person by name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&User> {
        self.list.iter().find(|u| u.name == name)
    }

    /// Adds a person, or gives one who is there another role and, where one is passed, another password.
    ///
    /// # Errors
    /// When the name does not fit, a new person has no password or it is too short, or no admin would be left.
    pub fn set(&mut self, name: &str, role: Role, password: Option<&str>) -> Result<(), UserError> {
        if !fits(name) {
            return Err(UserError::Refused(
                "expected a name of up to 64 characters without tabs or line ends",
            ));
        }
        let hash = password.map(hash).transpose()?;
        let Some(at) = self.list.iter().position(|u| u.name == name) else {
            let hash = hash.ok_or(UserError::Refused("expected a password for a new person"))?;
            self.list.push(User {
                name: name.to_owned(),
                role,
                hash,
            });
            return Ok(());
        };
        if role != Role::Admin && self.last_admin(name) {
            return Err(UserError::Refused("expected another admin first: this is the last one"));
        }
        if let Some(user) = self.list.get_mut(at) {
            user.role = role;
            user.hash = hash.unwrap_or_else(|| user.hash.clone());
        }
        Ok(())
    }

    /// Takes a person out.
    ///
    /// # Errors
    /// When there is no such person or no admin would be left.
    pub fn remove(&mut self, name: &str) -> Result<(), UserError> {
        if self.get(name).is_none() {
            return Err(UserError::Refused("expected the name of a person in the file"));
        }
        if self.list.len() > 1 && self.last_admin(name) {
            return Err(UserError::Refused("expected another admin first: this is the last one"));
        }
        self.list.retain(|u| u.name != name);
        Ok(())
    }

    fn last_admin(&self, name: &str) -> bool {
        let mut admins = self.list.iter().filter(|u| u.role == Role::Admin);
        admins.next().is_some_and(|u| u.name == name) && admins.next().is_none()
    }

    /// The person whom a name and a password belong to.
    #[must_use]
    pub fn verify(&self, name: &str, password: &str) -> Option<&User> {
        static NOBODY: OnceLock<String> = OnceLock::new();
        let user = self.get(name);
        let stored = match user {
            Some(u) => u.hash.as_str(),
            None => NOBODY.get_or_init(|| hash("nobody has this one").unwrap_or_default()),
        };
        let right =
            PasswordHash::new(stored).is_ok_and(|h| Argon2::default().verify_password(password.as_bytes(), &h).is_ok());
        user.filter(|_| right)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_hashed_kept_and_checked() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("users");
        let mut users = Users::load(&path).unwrap();
        users.set("هدى", Role::Admin, Some("كلمة سر طويلة")).unwrap();
        users.set("omar", Role::Reader, Some("correct horse")).unwrap();
        users.save(&path).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("$argon2id$") && !text.contains("correct horse") && !text.contains("طويلة"));
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
        let again = Users::load(&path).unwrap();
        assert_eq!(again, users);
        assert_eq!(again.verify("هدى", "كلمة سر طويلة").unwrap().role, Role::Admin);
        for (name, password) in [
            ("هدى", "correct horse"),
            ("omar", ""),
            ("nobody", "correct horse"),
            ("", ""),
        ] {
            assert!(again.verify(name, password).is_none(), "{name}");
        }
    }

    #[test]
    fn what_would_break_the_file_is_refused() {
        let mut users = Users::default();
        users.set("a", Role::Admin, Some("long enough")).unwrap();
        for name in ["", " a", "a\tb", "a\nb", "#a", "a\u{202e}b", &"x".repeat(65)] {
            assert!(users.set(name, Role::Reader, Some("long enough")).is_err(), "{name:?}");
        }
        assert!(users.set("b", Role::Reader, Some("short")).is_err());
        assert!(users.set("b", Role::Reader, None).is_err());
        assert!(users.set("a", Role::Reader, None).is_err(), "the last admin stays");
        users.set("b", Role::Admin, Some("long enough")).unwrap();
        users.set("a", Role::Reader, None).unwrap();
        assert!(
            users.verify("a", "long enough").is_some(),
            "a new role keeps the password"
        );
        assert!(users.remove("b").is_err() && users.remove("c").is_err());
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("users");
        std::fs::write(&path, "a\tadmin\tplain\n").unwrap();
        assert!(matches!(Users::load(&path), Err(UserError::Line { line: 1, .. })));
    }
}
