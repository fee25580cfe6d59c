//! Agreement of number and gender: which phrase can be the subject of a verb, or stand behind a pronoun.
//!
//! In: phrases and the form of a verb or pronoun. Out: whether they fit. In a verb-first clause the verb
//! stays singular whatever follows; behind its subject it agrees in full; a plural of things is feminine
//! singular. What the letters do not tell fits everything.
//!
//! Example: «مسلحون أطلقوا النار» (musallaḥūn aṭlaqū n-nār, "gunmen opened fire") agrees, «مسلحون أطلق» does not.

use crate::doc::{Doc, Form, pos};
use crate::layers::Layers;
use crate::phrase::{Np, Sem};
use isnad_arabic::morph::{Gender, Number, Pronoun};

/// How many a phrase names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Many {
    /// One.
    One,
    /// Two.
    Two,
    /// Three or more.
    Many,
}

/// What a phrase asks of the words that agree with it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shape {
    /// Feminine, where it shows.
    pub feminine: Option<bool>,
    /// How many, where it shows.
    pub many: Option<Many>,
    /// It names people.
    pub people: bool,
    /// It names a group.
    pub group: bool,
    /// It names men by a form that no feminine verb leads: «مسلحين», «17 شخصا».
    pub men: bool,
    /// It names people by a number of three or more: «خمسة شبان».
    pub counted: bool,
}

/// The shape of a phrase; `joined` where another is joined to it by «و».
#[must_use]
pub fn shape(doc: &Doc<'_>, layers: &Layers, np: &Np, joined: bool) -> Shape {
    let people = matches!(np.sem, Sem::People | Sem::Person | Sem::Number);
    let group = np.sem == Sem::Actor;
    let Some(head) = doc.words.get(np.head) else {
        return Shape {
            feminine: None,
            many: None,
            people,
            group,
            men: false,
            counted: false,
        };
    };
    // Only people are told by their number.
    let counted = np.count.filter(|_| people).and_then(|c| match (c.low, c.high) {
        (1, Some(1)) => Some(Many::One),
        (2, Some(2)) => Some(Many::Two),
        (low, _) if low >= 2 => Some(Many::Many),
        _ => None,
    });
    let several = counted == Some(Many::Many);
    let form = if head.dual {
        Some(Many::Two)
    } else if head.plural {
        Some(Many::Many)
    } else if head.pos & pos::UNKNOWN != 0 || head.collective || head.noun_form.loose {
        None
    } else {
        Some(Many::One)
    };
    // «عدد من المسلحين أطلق», «مجموعة … هاجمت»: the verb may follow the number or the people.
    let loose = np.words.start != np.head && layers.is_quantifier(doc, np.words.start);
    let named = layers.entity_at(np.head).is_some() && !people;
    let many = if loose {
        None
    } else if joined {
        Some(Many::Many)
    } else if people {
        counted.or(form)
    } else if named && form != Some(Many::Many) {
        None
    } else {
        form
    };
    // «فتح الشام», «قسد»: a name that no noun of groups heads has the gender of what is meant.
    let bare_name = named && layers.noun_of(doc, np.head).is_none() && !layers.is_force_noun(doc, np.head);
    // «آخرين»: the sound plural of men.
    let men = head.plural && head.feminine == Some(false) && crate::bound::is_absolute(doc, np.head);
    let many_people = several && !men;
    // «17 شخصا»: a counted noun in the singular.
    let women = several && (numbered_feminine(doc, np) || doc.is(np.head, doc.frames().class_bit("household_noun")));
    let counted_men = many_people && !head.plural && !head.collective && head.feminine == Some(false) && !women;
    // «ثلاثة أشخاص»: from three to ten the number of men has the ending of the feminine.
    let numbered_men = many_people && small_number(doc, np.words.start) && ends_feminine(doc, np.words.start) && !women;
    let feminine = if loose || bare_name || head.noun_form.loose || many_people {
        None
    } else {
        head.feminine
    };
    Shape {
        feminine,
        many,
        people,
        group,
        men: !loose && (men || counted_men || numbered_men),
        counted: several
            && !joined
            && head.feminine != Some(true)
            && !women
            && doc.quantity_at.get(np.words.start).is_some_and(Option::is_some),
    }
}

/// «سبع أسر»: from three to ten the number of a feminine noun has no ending of the feminine.
fn numbered_feminine(doc: &Doc<'_>, np: &Np) -> bool {
    let first = np.words.start;
    small_number(doc, first) && first != np.head && !ends_feminine(doc, first)
}

/// A number from three to ten, in one word.
fn small_number(doc: &Doc<'_>, i: usize) -> bool {
    let quantity = doc.quantity_at.get(i).copied().flatten();
    doc.words[i].pos & pos::DIGITS == 0
        && quantity
            .and_then(|q| doc.quantities.get(q as usize))
            .is_some_and(|q| !q.ordinal && (3.0..=10.0).contains(&q.value) && doc.words_in(q.span).len() == 1)
}

fn ends_feminine(doc: &Doc<'_>, i: usize) -> bool {
    doc.ends(i, "ة") || doc.ends(i, "ه")
}

/// Whether a phrase can be the subject of a verb that stands before it.
#[must_use]
pub fn follows(verb: Form, np: Shape) -> bool {
    if verb.plural || verb.dual {
        return false;
    }
    let things = !np.people && np.many == Some(Many::Many);
    match verb.feminine {
        Some(true) => things || !(np.men || np.feminine == Some(false) && np.many != Some(Many::Many)),
        // «واتهم جماعة كذا»: nor is a group in the feminine.
        Some(false) => {
            let group = np.group && np.many.is_none();
            !(np.feminine == Some(true) && (np.many == Some(Many::One) || things || group))
        }
        None => true,
    }
}

/// Whether a phrase can be the subject of a verb that stands behind it.
#[must_use]
pub fn leads(verb: Form, np: Shape) -> bool {
    if verb.plural {
        // «القيادات … نقضوا»: groups in the plural are taken as their men.
        let men = np.people || np.group;
        return men && np.many.is_none_or(|m| m == Many::Many) || (!np.people && np.many.is_none());
    }
    if verb.dual {
        return np.many.is_none_or(|m| m != Many::One);
    }
    let things = !np.people && np.many == Some(Many::Many);
    match verb.feminine {
        // «خمسة شبان … نفذتها»: counted people lead a plural.
        Some(true) if np.counted => false,
        Some(true) => things || (np.feminine != Some(false) && np.many != Some(Many::Two)) || np.many.is_none(),
        Some(false) => {
            !(things || np.feminine == Some(true) || (np.people && matches!(np.many, Some(Many::Two | Many::Many))))
        }
        None => true,
    }
}

/// Whether a pronoun can stand for a phrase.
#[must_use]
pub fn stands_for(pronoun: Pronoun, np: Shape) -> bool {
    let feminine = pronoun.gender.map(|g| g == Gender::Feminine);
    let verb = Form {
        feminine,
        plural: pronoun.number == Number::Plural,
        dual: pronoun.number == Number::Dual,
        loose: false,
    };
    // «عنها» is no group of men.
    if np.people && np.many == Some(Many::Many) && pronoun.number == Number::Singular {
        return false;
    }
    // «التنظيم … عناصرهم»: a group taken as its people is left to a looser search.
    leads(verb, np)
}
