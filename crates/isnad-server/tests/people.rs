//! Roles; names kept from readers; decisions with names.
#![allow(clippy::unwrap_used)]

mod village;

use isnad_server::{ROUTES, Request, Role, answer};
use isnad_store::Case;
use serde_json::Value;
use village::*;

#[test]
fn no_byte_that_a_reader_gets_names_a_private_person() {
    let (_dir, mut case) = case();
    let (mut pages, mut whole) = (0, 0);
    for route in ROUTES.iter().filter(|r| !r.is_post()) {
        let path = address(route.path);
        let twin = if path == "/" {
            "/overview.json".to_owned()
        } else {
            format!("{path}.json")
        };
        for path in [path, twin] {
            for query in [
                "lang=ar",
                "lang=en&q=البلدة",
                "q=الصفدي",
                "place=السهل&actor=العكيري&target=c1",
            ] {
                let r = get(&mut case, Role::Reader, &path, query);
                assert!([200, 403, 404].contains(&r.status), "{path}: {}", r.status);
                // What a reader types is his own.
                if !query.contains("الصفدي") && !query.contains("العكيري") {
                    assert_eq!(named(&r.body), None, "{path}?{query}");
                    assert!(!body(&r).contains("سألت"), "{path}: notes are between reviewers");
                    pages += usize::from(r.status == 200);
                }
                let all = get(&mut case, Role::Reviewer, &path, query);
                whole += usize::from(named(&all.body).is_some());
            }
        }
    }
    assert!(
        pages > 40 && whole > 20,
        "{pages} pages, {whole} of them with names for reviewers"
    );
    let text = body(&get(&mut case, Role::Reader, "/reports/r1", ""));
    assert!(text.contains("[P-"), "a pseudonym stands in the place of the name");
    for path in [
        "/reports/r1/original",
        "/decisions.jsonl",
        "/log",
        "/review",
        "/agreement",
        "/users",
        "/reports/r1/add",
    ] {
        assert_eq!(get(&mut case, Role::Reader, path, "").status, 403, "{path}");
    }
    // Files of events carry pseudonyms for everybody.
    for path in ["/events.csv", "/events.jsonl", "/events.geojson"] {
        let r = get(&mut case, Role::Admin, path, "");
        assert_eq!((r.status, named(&r.body)), (200, None), "{path}");
    }
    assert!(!case.is_veiled());
}

#[test]
fn a_reader_does_not_learn_where_a_name_stands() {
    let (_dir, mut case) = case();
    for name in NAMES {
        for q in [name, name.split(' ').next_back().unwrap()] {
            let r = get(&mut case, Role::Reader, "/search.json", &format!("q={q}"));
            let found = body(&r);
            assert!(!found.contains("\"r1\""), "{q}: {found}");
        }
        let r = get(&mut case, Role::Reader, "/events.json", &format!("actor={name}"));
        assert!(!body(&r).contains("\"e1\""), "{name}");
    }
    assert!(body(&get(&mut case, Role::Reader, "/search.json", "q=البلدة")).contains("\"r1\""));
    assert!(body(&get(&mut case, Role::Reviewer, "/search.json", "q=الصفدي")).contains("\"r1\""));
}

#[test]
fn each_role_may_do_what_is_its_own() {
    let (_dir, mut case) = case();
    for role in [Role::Nobody, Role::Reader] {
        for route in ROUTES.iter().filter(|r| r.is_post()) {
            let r = post(&mut case, "eve", role, route.path, "kind=accept&target=c1&share=50");
            assert!([403, 400].contains(&r.status), "{} {role:?}: {}", route.path, r.status);
        }
    }
    assert_eq!(case.decisions().unwrap().len(), 1, "nothing was changed");
    assert_eq!(case.second_share().unwrap(), 0);
    assert_eq!(
        post(&mut case, "huda", Role::Reviewer, "/review/share", "share=50").status,
        403
    );
    assert_eq!(get(&mut case, Role::Reviewer, "/users", "").status, 403);
    assert_eq!(
        post(&mut case, "root", Role::Admin, "/review/share", "share=50").status,
        303
    );
    assert_eq!(get(&mut case, Role::Admin, "/users", "").status, 200);
    for route in ROUTES
        .iter()
        .filter(|r| !r.is_post() && !r.path.starts_with("/assets") && r.path != "/favicon.ico")
    {
        let r = get(&mut case, Role::Nobody, &address(route.path), "");
        assert_eq!(r.status == 200, route.path == "/login", "{}", route.path);
        assert_eq!(named(&r.body), None);
    }
}

#[test]
fn decisions_carry_names_and_a_second_reader_is_blind() {
    let (_dir, mut case) = case();
    case.set_second_share(100).unwrap();
    let r = post(
        &mut case,
        "huda",
        Role::Reviewer,
        "/review/decide",
        "kind=accept&target=c1&note=seen+and+signed",
    );
    assert_eq!(r.status, 303, "{}", body(&r));
    assert_eq!(case.decisions().unwrap().last().unwrap().who, "huda");
    for path in [
        "/review",
        "/review.json",
        "/claims/c1",
        "/claims/c1.json",
        "/log",
        "/log.json",
        "/reports/r1",
        "/events/e1",
        "/decisions.jsonl",
        "/agreement",
    ] {
        let seen = body(&get(&mut case, Role::Reviewer, path, ""));
        assert!(!seen.contains("seen and signed"), "{path} tells sami what huda decided");
    }
    assert!(body(&get(&mut case, Role::Reviewer, "/review.json", "")).contains("\"twice\":true"));
    assert_eq!(
        post(
            &mut case,
            "sami",
            Role::Reviewer,
            "/review/decide",
            "kind=reject&target=c1"
        )
        .status,
        303
    );
    assert!(body(&get(&mut case, Role::Reviewer, "/claims/c1", "")).contains("seen and signed"));
    let v: Value = serde_json::from_slice(&get(&mut case, Role::Reviewer, "/agreement.json", "").body).unwrap();
    assert_eq!(v["agreement"]["disputes"][0]["differ"][0], "verdict");
    assert_eq!(
        post(
            &mut case,
            "root",
            Role::Admin,
            "/review/decide",
            "kind=settle&target=c1&value=nobody"
        )
        .status,
        400
    );
    assert_eq!(
        post(
            &mut case,
            "root",
            Role::Admin,
            "/review/decide",
            "kind=settle&target=c1&value=huda&back=/agreement"
        )
        .status,
        303
    );
    assert_eq!(
        case.review().unwrap().verdict("c1"),
        Some(isnad_store::Verdict::Accepted)
    );
    // Undo takes one's own back, nobody else's.
    assert_eq!(post(&mut case, "sami", Role::Reviewer, "/review/undo", "").status, 303);
    let standing = case.standing().unwrap();
    assert!(standing.iter().any(|d| d.who == "root") && standing.iter().all(|d| d.who != "sami"));
}

#[test]
fn claims_are_handed_out_by_admins_to_people_who_may_judge() {
    let (_dir, mut case) = case();
    let hand = |case: &mut Case, role: Role, to: &str| {
        let request = Request {
            post: true,
            path: "/review/assign".into(),
            content_type: "application/x-www-form-urlencoded".into(),
            body: form(&[("to", to), ("n", "5")]).into_bytes(),
            people: vec![("huda".into(), Role::Reviewer), ("sami".into(), Role::Reader)],
            ..as_role("root", role)
        };
        answer(case, &shelf(), &request).status
    };
    assert_eq!(hand(&mut case, Role::Reviewer, "huda"), 403);
    assert_eq!(hand(&mut case, Role::Admin, "sami"), 400, "a reader cannot judge");
    assert_eq!(hand(&mut case, Role::Admin, "huda"), 303);
    assert_eq!(hand(&mut case, Role::Admin, "huda"), 303);
    let kinds: Vec<_> = case.decisions().unwrap().iter().map(|d| d.kind.as_str()).collect();
    assert_eq!(kinds, ["comment", "assign"], "once each");
    assert_eq!(case.work().unwrap().assigned("c1"), ["huda"]);
    assert!(body(&get(&mut case, Role::Admin, "/claims/c1", "lang=en")).contains("huda"));
    let mine = body(&get(&mut case, Role::Reviewer, "/review.json", ""));
    assert!(!mine.contains("\"c1\""), "it waits for huda, not for sami");
}
