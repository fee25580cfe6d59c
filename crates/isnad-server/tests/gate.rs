//! Sessions, tokens, passwords: who is let in, and who may change what.
#![allow(clippy::unwrap_used)]

mod village;

use isnad_server::{Gate, Reply, Request, Role, Users, Visitor};
use std::path::PathBuf;
use village::form;

fn users(dir: &tempfile::TempDir) -> PathBuf {
    let path = dir.path().join("users");
    let mut users = Users::default();
    users.set("huda", Role::Admin, Some("password of huda")).unwrap();
    users.set("omar", Role::Reader, Some("password of omar")).unwrap();
    users.save(&path).unwrap();
    path
}

fn send(post: bool, path: &str, cookie: &str, fields: &[(&str, &str)]) -> Request {
    Request {
        post,
        path: path.into(),
        cookie: cookie.into(),
        content_type: "application/x-www-form-urlencoded".into(),
        body: form(fields).into_bytes(),
        ..Request::default()
    }
}

fn header<'a>(r: &'a Reply, name: &str) -> &'a str {
    r.headers.iter().find(|(k, _)| *k == name).map_or("", |(_, v)| v)
}

#[test]
fn sessions_begin_with_a_password_and_end_with_it() {
    let dir = tempfile::tempdir().unwrap();
    let path = users(&dir);
    let gate = Gate::new(Some(&path)).unwrap();
    // A stranger is sent to log in; a program is told so.
    let r = gate.admit(&mut send(false, "/events", "", &[])).unwrap();
    assert_eq!((r.status, header(&r, "location")), (303, "/login?next=%2Fevents%3F"));
    for path in ["/events.json", "/api/openapi.json", "/events.csv"] {
        assert_eq!(
            gate.admit(&mut send(false, path, "", &[])).unwrap().status,
            401,
            "{path}"
        );
    }
    assert_eq!(
        gate.admit(&mut send(true, "/review/decide", "", &[])).unwrap().status,
        401
    );
    let mut login = send(false, "/login", "", &[]);
    assert!(gate.admit(&mut login).is_none());
    assert_eq!(login.visitor.role, Role::Nobody);
    // Wrong passwords: each makes the next try wait, even with the right one.
    let (r, wait) = gate.login(&send(true, "/login", "", &[("name", "huda"), ("password", "guess")]));
    assert!(header(&r, "location").contains("failed=password") && wait.as_millis() == 500);
    let (r, wait) = gate.login(&send(
        true,
        "/login",
        "",
        &[("name", "huda"), ("password", "password of huda")],
    ));
    assert!(header(&r, "location").contains("failed=wait") && !wait.is_zero());
    std::thread::sleep(wait);
    let (r, wait) = gate.login(&send(true, "/login", "", &[("name", "huda"), ("password", "guess")]));
    assert!(header(&r, "set-cookie").is_empty() && wait.as_millis() == 1000);
    std::thread::sleep(wait);
    let ok = [
        ("name", "huda"),
        ("password", "password of huda"),
        ("next", "//evil.example/"),
    ];
    let (r, wait) = gate.login(&send(true, "/login", "", &ok));
    assert_eq!(
        (r.status, header(&r, "location"), wait.is_zero()),
        (303, "/", true),
        "only to a page of this site"
    );
    let cookie = header(&r, "set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"));
    let cookie = cookie.split(';').next().unwrap();
    let mut asked = send(false, "/events", cookie, &[]);
    assert!(gate.admit(&mut asked).is_none());
    assert_eq!((asked.visitor.name.as_str(), asked.visitor.role), ("huda", Role::Admin));
    let token = asked.visitor.token.clone();
    // A change needs the token of the session, in the form or as a header.
    assert_eq!(
        gate.admit(&mut send(true, "/review/undo", cookie, &[])).unwrap().status,
        403
    );
    assert_eq!(
        gate.admit(&mut send(true, "/review/undo", cookie, &[("csrf", "0")]))
            .unwrap()
            .status,
        403
    );
    assert!(
        gate.admit(&mut send(true, "/review/undo", cookie, &[("csrf", &token)]))
            .is_none()
    );
    let mut by_header = Request {
        csrf: token.clone(),
        ..send(true, "/review/import", cookie, &[])
    };
    assert!(gate.admit(&mut by_header).is_none());
    // A person who is taken out, or whose password is another, is out at once.
    let mut people = Users::load(&path).unwrap();
    people.set("omar", Role::Admin, None).unwrap();
    people.remove("huda").unwrap();
    people.save(&path).unwrap();
    assert_eq!(
        gate.admit(&mut send(false, "/events", cookie, &[])).unwrap().status,
        303
    );
    let (r, _) = gate.login(&send(
        true,
        "/login",
        "",
        &[("name", "omar"), ("password", "password of omar")],
    ));
    let cookie = header(&r, "set-cookie").split(';').next().unwrap().to_owned();
    let mut asked = send(true, "/logout", &cookie, &[]);
    assert_eq!(
        gate.admit(&mut asked).unwrap().status,
        403,
        "logging out needs the token too"
    );
    gate.logout(&asked);
    assert_eq!(gate.admit(&mut send(false, "/", &cookie, &[])).unwrap().status, 303);
}

#[test]
fn who_may_see_the_case_is_said_by_admins_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = users(&dir);
    let gate = Gate::new(Some(&path)).unwrap();
    let by = |name: &str, role: Role, path: &str, fields: &[(&str, &str)]| {
        let request = Request {
            visitor: Visitor {
                name: name.into(),
                role,
                token: String::new(),
                local: false,
            },
            ..send(true, path, "", fields)
        };
        gate.change(&request).is_ok()
    };
    let new = [("name", "lina"), ("role", "reviewer"), ("password", "password of lina")];
    assert!(!by("omar", Role::Reader, "/users/set", &new));
    assert!(by("huda", Role::Admin, "/users/set", &new));
    assert!(Users::load(&path).unwrap().verify("lina", "password of lina").is_some());
    assert!(
        !by("huda", Role::Admin, "/users/remove", &[("name", "huda")]),
        "the last admin stays"
    );
    assert!(by("huda", Role::Admin, "/users/remove", &[("name", "lina")]));
    assert!(!by(
        "omar",
        Role::Reader,
        "/account/password",
        &[("old", "wrong"), ("new", "another one")]
    ));
    assert!(by(
        "omar",
        Role::Reader,
        "/account/password",
        &[("old", "password of omar"), ("new", "another one")]
    ));
    assert_eq!(
        Users::load(&path).unwrap().verify("omar", "another one").unwrap().role,
        Role::Reader
    );
    assert!(
        Gate::new(Some(&dir.path().join("none"))).is_err(),
        "nobody could log in"
    );
    let local = Gate::new(None).unwrap();
    let mut asked = send(false, "/", "", &[]);
    assert!(local.admit(&mut asked).is_none());
    assert!(asked.visitor.local && asked.visitor.token.len() == 64);
    assert_eq!(
        local.admit(&mut send(true, "/review/undo", "", &[])).unwrap().status,
        403,
        "the local user's pages bring a token too"
    );
    assert!(
        local
            .admit(&mut send(true, "/review/undo", "", &[("csrf", &asked.visitor.token)]))
            .is_none()
    );
}
