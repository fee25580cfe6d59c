//! Who has logged in, where to log in, and who may.
//!
//! In: the visitor. Out: pages. Invariant: a stranger sees the login page and nothing of the case; a hash of a password is
//! never shown. Deliberately no way to get a password back: an admin sets another.
//! Example: «هدى» (Huda) sees that she is a reviewer, and the token that a script of hers needs.

use super::{Cx, View};
use crate::gate::own_path;
use crate::html::{html, ltr, put, words};
use crate::request::Failure;
use crate::users::Role;
use serde_json::json;
use std::collections::BTreeMap;

/// The page where to log in.
pub fn login(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let v = &cx.request.visitor;
    let mut o = html!("");
    if v.local {
        put!(
            o,
            "<p>{}</p>",
            l.t("This server has no users with passwords: whoever sees this page may do everything.")
        );
    } else {
        match cx.request.get("failed") {
            Some("wait") => put!(
                o,
                "<p class=\"failure\" role=\"alert\">{}</p>",
                l.t("Too many wrong passwords; wait a moment.")
            ),
            Some(_) => put!(
                o,
                "<p class=\"failure\" role=\"alert\">{}</p>",
                l.t("Name and password do not belong together.")
            ),
            None => {}
        }
        let next = cx.request.get("next").and_then(own_path).unwrap_or("/");
        put!(
            o,
            "<form class=\"login\" method=\"post\" action=\"/login\"><input type=\"hidden\" name=\"next\" value=\"{}\">\
             <label>{}<input name=\"name\" dir=\"auto\" autocomplete=\"username\" required autofocus></label>\
             <label>{}<input name=\"password\" type=\"password\" dir=\"auto\" autocomplete=\"current-password\" required></label><button>{}</button></form>",
            next,
            l.t("name"),
            l.t("password"),
            l.t("Log in")
        );
    }
    Ok(View {
        title: l.t("Log in").to_owned(),
        json: json!({"schema": "isnad.page/1", "page": "login"}),
        body: o,
    })
}

/// The page of the visitor.
pub fn page(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let v = &cx.request.visitor;
    let mut o = html!(
        "<dl class=\"slots wide\"><dt>{}</dt><dd>{}</dd><dt>{}</dt><dd>{}</dd></dl>",
        l.t("name"),
        words(&v.name),
        l.t("role"),
        l.word(v.role.as_str())
    );
    if cx.may(Role::Admin) {
        put!(o, "<p><a href=\"/users\">{}</a></p>", l.t("People"));
    }
    if v.local {
        put!(
            o,
            "<p>{}</p>",
            l.t("This server has no users with passwords: whoever sees this page may do everything.")
        );
    } else {
        if v.role == Role::Reader {
            put!(o, "<p>{}</p>", l.t("Private persons are shown as pseudonyms."));
        }
        put!(
            o,
            "<form method=\"post\" action=\"/logout\">{}<button>{}</button></form><h2>{}</h2><form class=\"login\" method=\"post\" action=\"/account/password\">{}\
             <label>{}<input name=\"old\" type=\"password\" autocomplete=\"current-password\" required></label>\
             <label>{}<input name=\"new\" type=\"password\" autocomplete=\"new-password\" minlength=\"8\" required></label><button>{}</button></form>",
            cx.token(),
            l.t("Log out"),
            l.t("Another password"),
            cx.token(),
            l.t("present password"),
            l.t("new password"),
            l.t("Set")
        );
    }
    Ok(View {
        title: l.t("Account").to_owned(),
        json: json!({"schema": "isnad.page/1", "page": "account", "name": v.name, "role": v.role.as_str(), "local": v.local, "csrf": v.token}),
        body: o,
    })
}

/// Who may see the case, with what each did.
pub fn users(cx: &Cx<'_>) -> Result<View, Failure> {
    let l = cx.lang;
    let visits = cx.case.visits()?;
    let mut decided: BTreeMap<String, u64> = BTreeMap::new();
    for d in cx.case.decisions()?.into_iter().filter(|d| d.withdrawn.is_none()) {
        *decided.entry(d.who).or_default() += 1;
    }
    let mut people: BTreeMap<&str, Option<Role>> = decided.keys().map(|n| (n.as_str(), None)).collect();
    people.extend(cx.request.people.iter().map(|(n, r)| (n.as_str(), Some(*r))));
    let mut o = html!("<div class=\"scroll\"><table><thead><tr>");
    for name in [
        l.t("name"),
        l.t("role"),
        l.t("last visit"),
        l.t("Decisions"),
        l.t("change"),
    ] {
        put!(o, "<th scope=\"col\">{}</th>", name);
    }
    put!(o, "</tr></thead><tbody>");
    for (name, role) in &people {
        put!(
            o,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>",
            words(name),
            role.map_or_else(|| "—".to_owned(), |r| l.word(r.as_str())),
            ltr(visits.get(*name).map_or("—", String::as_str)),
            ltr(&decided.get(*name).copied().unwrap_or(0).to_string())
        );
        if role.is_some() {
            put!(
                o,
                "<form class=\"filters\" method=\"post\" action=\"/users/remove\">{}<input type=\"hidden\" name=\"name\" value=\"{}\"><button>{}</button></form>",
                cx.token(),
                *name,
                l.t("Take out")
            );
        }
        put!(o, "</td></tr>");
    }
    put!(o, "</tbody></table></div>");
    if cx.request.visitor.local {
        put!(
            o,
            "<p>{}</p>",
            l.t("This server has no users with passwords: whoever sees this page may do everything.")
        );
    } else {
        put!(
            o,
            "<h2>{}</h2><form class=\"filters\" method=\"post\" action=\"/users/set\">{}<label>{}<input name=\"name\" dir=\"auto\" autocomplete=\"off\" required></label><label>{}<select name=\"role\">",
            l.t("Add a person, or change role or password"),
            cx.token(),
            l.t("name"),
            l.t("role")
        );
        for role in Role::ALL {
            put!(
                o,
                "<option value=\"{}\">{}</option>",
                role.as_str(),
                l.word(role.as_str())
            );
        }
        put!(
            o,
            "</select></label><label>{}<input name=\"password\" type=\"password\" autocomplete=\"new-password\" minlength=\"8\"></label><button>{}</button></form><p class=\"soft\">{}</p>",
            l.t("password"),
            l.t("Set"),
            l.t("An empty password leaves that of a person who is there.")
        );
    }
    let list: Vec<_> = people
        .iter()
        .map(|(n, r)| json!({"name": n, "role": r.map(Role::as_str), "last_visit": visits.get(*n), "decisions": decided.get(*n).copied().unwrap_or(0)}))
        .collect();
    Ok(View {
        title: l.t("People").to_owned(),
        json: json!({"schema": "isnad.page/1", "page": "users", "users": list}),
        body: o,
    })
}
