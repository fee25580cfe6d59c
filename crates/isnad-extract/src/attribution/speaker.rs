//! What kind of source some words name: a paper, an unnamed source, an official, a fighter.

use super::*;

/// Takes in the quotation mark or bracket that closes one opened inside the span.
fn closed(text: &str, span: Span) -> Span {
    const PAIRS: [(char, char); 4] = [('«', '»'), ('“', '”'), ('(', ')'), ('"', '"')];
    let inner = span.slice(text);
    let Some(next) = text.get(span.end as usize..).and_then(|t| t.chars().next()) else {
        return span;
    };
    let open = PAIRS.iter().any(|&(a, b)| {
        b == next
            && if a == b {
                inner.matches(a).count() % 2 == 1
            } else {
                inner.matches(a).count() > inner.matches(b).count()
            }
    });
    if open {
        Span::new(span.start, span.end + next.len_utf8() as u32)
    } else {
        span
    }
}

impl Reader<'_, '_> {
    pub(super) fn entity_speaker(&self, e: usize) -> Speaker {
        let m = &self.layers.entities[e];
        let mut start = m.words.start;
        // «وكالة», «صحيفة» before the name belong to it.
        if start > 0
            && self.doc.is(start - 1, self.doc.frames().class_bit("media_noun"))
            && self.doc.words[start].gap & gap::HARD == 0
        {
            start -= 1;
        }
        let words = start..m.words.end;
        // «وكالة كذا» is one, whatever the list calls it.
        let agency = m.source == SourceKind::Media && self.doc.is(start, self.agency_noun());
        Speaker {
            span: closed(self.doc.text, self.trimmed(&words)),
            words: (words.start, words.end),
            kind: if agency { SourceKind::Agency } else { m.source },
            entity: Some(m.id.clone()),
            cue: None,
            private: false,
        }
    }

    /// Whether a time stands at a word, and no name that holds one («حلب اليوم»).
    pub(super) fn timed(&self, i: usize) -> bool {
        self.doc.time_at[i].is_some() && self.layers.entity_at(i).is_none()
    }

    /// Without what no longer names the speaker: «الوزير قوله», «المجلس في», «السفيرة -لم تشأ»,
    /// «الناطقة "الوضع صعب جدا هنا"».
    fn naming(&self, words: &Range<usize>) -> Range<usize> {
        let doc = self.doc;
        let saying = doc.frames().class_bit("saying_noun");
        let mut end = (words.start + 1..words.end)
            .find(|&i| {
                let w = &doc.words[i];
                let speech = || {
                    w.gap & gap::OPEN_QUOTE != 0
                        && !doc.is(i - 1, doc.frames().class_bit("identity"))
                        && self.layers.entity_at(i).is_none()
                        && self.marked_name(i, words.end).is_none()
                        && (i..words.end.min(i + 4)).all(|j| j == i || doc.words[j].gap & gap::CLOSE_QUOTE == 0)
                        && words.end - i >= 4
                };
                // «مصادر طبية بـ"مقتل ثلاثة"»
                let by = || {
                    let word = doc.word(i);
                    word.trim_end_matches('\u{0640}') == "ب" && word.len() > "ب".len()
                };
                w.gap & gap::DASH != 0 || doc.is(i, saying) || speech() || doc.begins_with(i, "ب") && by()
            })
            .unwrap_or(words.end);
        while end > words.start + 1
            && doc.is(end - 1, doc.frames().class_bit("dangling") | self.layers.bits.relative)
            && doc.words[end - 1].pronoun.is_none()
        {
            end -= 1;
        }
        words.start..end
    }

    /// What kind of source the words name; `None` where they name none.
    pub(super) fn classify(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        // «لم يصدر أية تصريحات»: nothing at all says nothing.
        if words.is_empty() || doc.is(words.start, doc.frames().class_bit("any")) {
            return None;
        }
        let words = &self.naming(words);
        if let Some(sp) = self.by_reference(words) {
            return Some(sp);
        }
        // «تقرير لصحيفة كذا»: whose it is.
        let first = words.start;
        if doc.is(first, doc.frames().class_bit("document_noun"))
            && let Some(i) = (first + 1..words.end.min(first + 3)).find(|&i| self.to_medium(i, words.end))
            && let Some(sp) = self.classify(&(i..words.end))
        {
            return Some(sp);
        }
        // «وأضاف "الخطيب"»: a surname in marks, though it is what somebody is too.
        if words.len() == 1
            && doc.words[words.start].gap & gap::OPEN_QUOTE != 0
            && let Some(sp) = self
                .same_name(words)
                .filter(|sp| sp.words.1 > 0 && doc.word(sp.words.1 - 1) == doc.word(words.start))
        {
            return Some(self.by_surname(words, sp));
        }
        let mut sp = self.kind_of(words).or_else(|| self.behind_noun(words))?;
        // «الناطق باسم الوزارة»: an office without a name is nobody's.
        let office = doc.is(words.start, doc.frames().class_bit("spokesman_noun"));
        if office && sp.kind == SourceKind::Official && sp.words.0 == words.start {
            let named = words.clone().skip(1).any(|i| {
                let e = self.layers.entity_at(i).map(|e| &self.layers.entities[e]);
                e.map_or_else(
                    || {
                        self.layers.is_name(doc, i)
                            && self.layers.noun_of(doc, i).is_none()
                            && !doc.is(
                                i,
                                doc.frames().class_bit("identity") | doc.frames().class_bit("state_noun"),
                            )
                            && !self.of_house(i)
                    },
                    |m| m.person,
                )
            });
            let named = named || self.apposed(words).is_some();
            let apart = words.clone().skip(2).any(|i| doc.words[i].gap & gap::COMMA != 0);
            if !named && !apart {
                sp.kind = SourceKind::Anonymous;
            }
        }
        Some(sp)
    }

    /// «محافظ الوادي», «وزير الخارجية التركي», «رئيس الوزراء»: a definite office that one person holds at a time. «وزير في
    /// الحكومة» is one of many.
    fn holds_alone(&self, words: &Range<usize>) -> bool {
        let doc = self.doc;
        let f = doc.frames();
        let first = words.start;
        let w = &doc.words[first];
        let next = first + 1;
        let genitive = next < words.end && {
            let n = &doc.words[next];
            let bare = n.pro & !pro::AL == 0 && n.gap & gap::HARD == 0 && n.best & pos::PARTICLE == 0;
            bare && (n.definite() || n.pronoun.is_some() || self.layers.place_at(next).is_some())
        };
        let presides = doc.is(first, f.class_bit("presiding"))
            && (genitive && doc.is(next, f.class_bit("presided"))
                // «الرئيس الصومالي»
                || w.definite() && next < words.end && doc.words[next].nisba && self.layers.entity_at(next).is_some());
        !w.plural
            && !w.noun_form.dual
            && w.pro & (pro::BI | pro::KA) == 0
            && (doc.is(first, f.class_bit("sole_office")) && (w.definite() || genitive) || presides)
    }

    fn kind_of(&self, words: &Range<usize>) -> Option<Speaker> {
        let doc = self.doc;
        let np = noun_phrase(doc, self.layers, words.start, words.end)?;
        let mut span = doc.span(words);
        // «المعطيات الأولية تفيد بمقتل …»: what is told speaks for whoever tells it.
        let told = doc.frames().class_bit("told_thing");
        let marked = doc.words[words.start].gap & gap::OPEN_QUOTE != 0;
        if doc.is(np.words.start, told)
            && !marked
            && !doc.is(np.words.start, doc.frames().class_bit("document_noun"))
            && np.noun.is_none()
            && !words
                .clone()
                .any(|i| self.layers.entity_at(i).is_some() || self.layers.noun_of(doc, i).is_some())
        {
            return None;
        }
        let inner = np.span(doc);
        span = Span::new(inner.start.min(span.end), span.end);
        span = closed(doc.text, span);
        let make = |kind: SourceKind, entity: Option<EntityId>, private: bool| Speaker {
            span,
            words: (words.start, words.end),
            kind,
            entity,
            cue: None,
            private,
        };
        // «مراسلنا»: the correspondent met before.
        if np.words.len() == 1
            && doc.words[np.head].pronoun.is_some()
            && np.noun.as_ref().is_some_and(|n| n.source == Some(SourceKind::Reporter))
            && let Some(sp) = self.met.iter().find(|m| m.kind == SourceKind::Reporter)
        {
            return Some(sp.clone());
        }
        // «المصدر», «الصحيفة»: somebody met before.
        if np.words.len() == 1
            && np.words.end == words.end
            && doc.words[np.head].definite()
            && let Some(sp) = self.met_before(np.head)
        {
            // «التنظيم» of a known body: its id says who it is, the words stay those of the sentence.
            let known = sp.entity.is_some() && matches!(sp.kind, SourceKind::Party | SourceKind::Organisation);
            // «المصدر» where «مصادر» spoke before: as the sentence has it.
            return Some(if known || !self.shares_form(np.head, &sp) {
                Speaker { span, ..sp }
            } else {
                self.shortly(sp)
            });
        }
        // «الشبكة الطبية المستقلة» of «شبكة أطباء …»: the body met before, by what it is.
        if doc.words[np.words.start].definite()
            && words.len() > 1
            && doc.is(
                np.words.start,
                doc.frames().class_bit("civil_noun") | doc.frames().class_bit("organisation_noun"),
            )
            && (np.words.start + 1..words.end).all(|i| doc.words[i].definite() && doc.words[i].best & pos::NOUN == 0)
            && let Some(sp) = self.met_before(np.words.start)
            && sp.kind == SourceKind::Organisation
        {
            return Some(Speaker { span, ..sp });
        }
        // «الفلسطيني كمال الجابري»: one man of a people.
        let of_people = self.layers.entity_at(words.start).is_some_and(|e| {
            let m = &self.layers.entities[e];
            m.adjective && !m.person && m.words.len() == 1
        });
        let next = words.start + 1;
        if of_people
            && next < words.end
            && doc.words[words.start].definite()
            && !doc.words[words.start].plural
            && doc.words[next].gap & gap::HARD == 0
            && !doc.words[next].definite()
            && self.layers.is_name(doc, next)
            && self
                .layers
                .entity_at(next)
                .is_none_or(|e| self.layers.entities[e].person)
        {
            return Some(make(SourceKind::Named, None, true));
        }
        let within = doc.frames().class_bit("membership");
        // «باسم» is a name too.
        let identity = doc.frames().class_bit("identity") | doc.frames().class_bit("state_noun");
        let first_noun = words.clone().find_map(|i| self.layers.noun_of(doc, i).map(|n| (i, n)));
        let head_noun = np.noun.clone().or_else(|| {
            first_noun
                .as_ref()
                .filter(|(i, _)| *i <= np.words.end)
                .map(|(_, n)| std::rc::Rc::clone(n))
        });
        // «الانفصاليون في دونيتسك»: behind many and «في» stands where they are.
        let many = head_noun.as_ref().is_some_and(|n| n.many);
        let named = words.clone().take_while(|&i| !(many && doc.is(i, within))).any(|i| {
            let other = self
                .layers
                .entity_at(i)
                .is_some_and(|e| !self.layers.entities[e].person);
            let w = &doc.words[i];
            // «مسؤول حوثي»: what he is, no name.
            let adjective = i == words.start + 1
                && (w.nisba && w.definite() || w.best & pos::ADJ != 0 && !doc.words[words.start].definite());
            self.layers.is_name(doc, i)
                && self.layers.noun_of(doc, i).is_none()
                && !(other || adjective || doc.is(i, identity))
        });
        let apposed = self.apposed(words);
        let named = named || apposed.is_some();
        // A member holds an office only in a body that governs or leads.
        let member = doc.frames().class_bit("member_noun");
        let governs = doc.frames().class_bit("office_body");
        let governing = words.clone().any(|i| doc.is(i, governs));
        // «نازح من محافظة كذا»: a governorate is no governor.
        let region = doc.frames().class_bit("place_noun");
        let office = words.clone().any(|i| {
            self.layers.noun_of(doc, i).is_some_and(|n| n.office)
                && (governing || !doc.is(i, member))
                && !(i > words.start && doc.is(i, region))
        });
        // «القوات المسلحة»: what agrees with the noun before is no noun of people.
        let agrees = |i: usize| {
            let w = &doc.words[i];
            i > words.start
                && (w.definite() && w.feminine == Some(true) || w.nisba || doc.word(i).ends_with("ي") && !w.definite())
                && self.layers.noun_of(doc, i).is_none_or(|n| !n.office)
                && self
                    .layers
                    .entity_at(i - 1)
                    .is_none_or(|e| self.layers.entities[e].words.start < i)
        };
        let own_side = doc.frames().class_bit("own_side");
        // «نادي الأسير»: the club, no prisoner.
        let body = doc.frames().class_bit("organisation_noun")
            | doc.frames().class_bit("association_noun")
            | doc.frames().class_bit("civil_noun")
            | doc.frames().class_bit("state_noun");
        let of_body = |i: usize| {
            doc.words[i].definite()
                && (words.start..i)
                    .rev()
                    .take(2)
                    .any(|j| doc.is(j, body) && self.layers.noun_of(doc, j).is_none())
        };
        let defector = self
            .own_part(words)
            .any(|i| doc.is(i, own_side) && !agrees(i) && !of_body(i));
        // «الشرطة», «سلطات المدينة», «نقابة الأطباء»: a body of a state or of citizens, whoever it is named after.
        let unheard = |i: usize| {
            self.layers
                .entity_at(i)
                .is_none_or(|e| self.layers.entities[e].words.start != i || self.layers.entities[e].outlet)
        };
        // «مديرية أمن سبها»: the body, no security force.
        let of_force = np.head == np.words.start + 1
            && doc.is(np.words.start, doc.frames().class_bit("state_noun"))
            && doc.is(np.head, doc.frames().class_bit("security_word"));
        if (np.head == np.words.start || of_force) && unheard(np.words.start) && !doc.words[np.words.start].has(pro::LI)
        {
            let first = np.words.start;
            let next = doc.frames().class_bit("civil_word");
            let civil = (first + 1..words.end.min(first + 3)).any(|i| doc.is(i, next));
            // «حملة "كذا"»
            let marked =
                doc.is(first, doc.frames().class_bit("named_body")) && self.marked_name(first + 1, words.end).is_some();
            let association = doc.is(first, doc.frames().class_bit("association_noun"))
                || marked
                || civil && doc.is(first, doc.frames().class_bit("civil_noun"));
            let state = doc.is(first, doc.frames().class_bit("state_noun"))
                && !doc.is(first, doc.frames().class_bit("military_noun"));
            if association {
                return Some(make(SourceKind::Organisation, None, false));
            }
            // «مديرية أمن سبها» has the letters of "his directors".
            let bound = |n: &crate::layers::Noun| n.office && !(n.possessed && doc.word(first).ends_with('ة'));
            if state && np.noun.as_ref().is_none_or(|n| !bound(n)) {
                return Some(make(SourceKind::Official, np.entity.clone(), false));
            }
        }
        // «مصادر إعلامية»: media that are not named.
        let press = doc.frames().class_bit("press_word");
        if doc.is(np.words.start, doc.frames().class_bit("source_noun"))
            && doc.words[np.words.start].plural
            && words.clone().nth(1).is_some_and(|i| doc.is(i, press))
        {
            return Some(make(SourceKind::Media, None, false));
        }
        // «قوات الأمن», «القوى الأمنية»: the state's.
        let security = doc.frames().class_bit("security_word");
        if self.layers.entity_at(words.start).is_none()
            && doc.is(words.start, self.layers.bits.force)
            && words
                .clone()
                .nth(1)
                .is_some_and(|i| doc.is(i, security) && doc.words[i].definite() && doc.words[i].gap & gap::HARD == 0)
        {
            return Some(make(SourceKind::Official, np.entity.clone(), false));
        }
        // «وكالة الغوث» is no agency of news.
        let other = doc.frames().class_bit("agency_other");
        let agency = doc.is(np.words.start, self.agency_noun());
        let body = agency && (np.words.start + 1..words.end.min(np.words.start + 4)).any(|i| doc.is(i, other));
        let media_noun = !body && doc.is(np.words.start, doc.frames().class_bit("media_noun"));
        let media_kind = if agency { SourceKind::Agency } else { SourceKind::Media };
        // «مصدر طبي فضل عدم ذكر اسمه»: a source is nobody's name.
        let unnamed = np.sem != Sem::Person && doc.is(np.head, doc.frames().class_bit("source_noun"));
        let spokesman = apposed.is_some() && office;
        // «مسؤول حوثي كبير»: what he is, though it is a family's name too.
        let described = np.entity.is_none()
            && words.len() > 1
            && np.noun.as_ref().is_some_and(|n| n.speaker && !n.many)
            && words
                .clone()
                .all(|i| !doc.words[i].definite() && doc.words[i].pro & !pro::CONJ == 0)
            && (words.start + 1..words.end)
                .all(|i| doc.words[i].best & pos::ADJ != 0 && doc.words[i].best & pos::NAME == 0);
        if !media_noun
            && !unnamed
            && !described
            && (np.sem == Sem::Person || spokesman || named && np.sem != Sem::Actor)
        {
            if let Some(sp) = self.same_name(words) {
                return Some(self.by_surname(words, sp));
            }
            let figure = np.sem == Sem::Person
                && np.entity.is_some()
                && words
                    .clone()
                    .any(|i| self.layers.entity_at(i).is_some_and(|e| self.layers.entities[e].person));
            if let Some(n) = &head_noun
                && n.speaker
                && n.source == Some(SourceKind::Reporter)
            {
                return Some(make(SourceKind::Reporter, np.entity.clone(), true));
            }
            // «قيادي بمخيم للنازحين»: what stands behind a preposition is not what he is.
            let told_as = words
                .clone()
                .take_while(|&i| {
                    i == words.start
                        || doc.words[i].pro & (pro::BI | pro::LI) == 0 && !doc.is(i, self.layers.bits.preposition)
                })
                .filter(|&i| !agrees(i))
                .filter_map(|i| self.layers.noun_of(doc, i).and_then(|n| n.source))
                .find(|k| matches!(k, SourceKind::Expert | SourceKind::Eyewitness))
                .filter(|k| *k == SourceKind::Expert || !office);
            // «الضابط بالجيش سامي الحداد»: a rank is an office.
            let rank = doc.is(np.words.start, doc.frames().class_bit("rank_noun"));
            let kind = if defector {
                SourceKind::Participant
            } else if let Some(k) = told_as {
                k
            } else if office || figure || rank {
                SourceKind::Official
            } else {
                SourceKind::Named
            };
            return Some(make(kind, np.entity.clone(), !figure));
        }
        if media_noun && np.noun.is_none() && np.sem != Sem::Actor {
            // «صحيفة "كذا" (Kaza)»: the name stands in marks of its own, outside the phrase.
            let behind = np.words.start..words.end.min(np.words.start + 3);
            let outlet = behind
                .filter_map(|i| self.layers.entity_at(i))
                .map(|e| &self.layers.entities[e])
                .find(|m| m.outlet)
                .map(|m| m.id.clone());
            return Some(make(media_kind, np.entity.clone().or(outlet), false));
        }
        // «مراسل الشبكة», «نشطاء المرصد»: the outlet's own people.
        let correspondent = doc.is(np.head, doc.frames().class_bit("reporter_noun"))
            || doc.is(np.words.start, doc.frames().class_bit("reporter_noun"));
        // «مصدر أمني لـ"الموقع"», «شهود عيان "الموقع"»: who spoke to it is not one of it.
        let others = doc.frames().class_bit("source_noun") | doc.frames().class_bit("witness_noun");
        let of_own = head_noun.as_ref().is_some_and(|n| n.speaker)
            && !doc.is(np.words.start, others)
            && self.names_own(&(np.words.start + 1..words.end));
        if np.sem != Sem::Actor && (correspondent || of_own) {
            return Some(make(SourceKind::Reporter, np.entity.clone(), false));
        }
        // «فريق الدفاع المدني», «مرصد … التابع للمعارضة»: the body, or the one whose it is.
        let formed = body
            || doc.is(np.words.start, doc.frames().class_bit("organisation_noun"))
                && !head_noun.as_ref().is_some_and(|n| n.speaker && !n.office);
        if formed
            && self
                .layers
                .entity_at(np.words.start)
                .is_none_or(|e| self.layers.entities[e].outlet)
        {
            let next = np.words.start + 1;
            let of = self
                .layers
                .entity_at(next)
                .filter(|_| next < words.end && !doc.words[next].nisba)
                .map(|e| &self.layers.entities[e])
                .filter(|m| !m.adjective);
            let own = of.is_some_and(|m| Some(&m.id) == self.own);
            if !own && !of.is_some_and(|m| m.outlet) {
                let kind = of.map_or(SourceKind::Organisation, |m| m.source);
                return Some(make(kind, of.map(|m| m.id.clone()), false));
            }
        }
        if let Some(n) = &head_noun
            && np.sem != Sem::Actor
        {
            // «نائب مدير المنظمة» of one who was named with his office.
            if n.office
                && let Some(sp) = self.same_office(words)
            {
                return Some(sp);
            }
            if let Some(sp) = self.met_officer(words) {
                return Some(Speaker { span, ..sp });
            }
            // An unnamed official is an unnamed source.
            // «أحد السكان», «ثلاثة من السكان»: one or a few unnamed, whatever they saw, unless called witnesses.
            let few = |q: &u32| doc.quantities[*q as usize].high.is_some_and(|n| n < 10.0);
            let one = words.start < words.end
                && (self.layers.is_one(doc, words.start) || doc.quantity_at[words.start].as_ref().is_some_and(few));
            let kind = match n.source {
                // «محافظ الوادي»: known by the office that he alone holds.
                _ if self.holds_alone(words) => SourceKind::Official,
                _ if defector && self.left_his_side(words) => SourceKind::Participant,
                Some(SourceKind::Eyewitness) if one && !doc.is(np.head, doc.frames().class_bit("witness_noun")) => {
                    SourceKind::Anonymous
                }
                Some(SourceKind::Official | SourceKind::Named | SourceKind::Participant) | None => {
                    SourceKind::Anonymous
                }
                Some(_) if defector => SourceKind::Anonymous,
                Some(k) => k,
            };
            return Some(make(kind, np.entity.clone(), false));
        }
        if let Some(e) = words.clone().take(6).find_map(|i| self.layers.entity_at(i)) {
            let m = &self.layers.entities[e];
            let whole = m.words.contains(&np.words.start);
            let kind = if agency && m.source == SourceKind::Media {
                SourceKind::Agency
            } else if media_noun && !whole && !matches!(m.source, SourceKind::Agency | SourceKind::Media) {
                media_kind
            } else {
                m.source
            };
            return Some(make(kind, Some(m.id.clone()), false));
        }
        if media_noun {
            return Some(make(media_kind, None, false));
        }
        if body
            || doc.is(np.head, doc.frames().class_bit("organisation_noun"))
            || doc.is(np.words.start, doc.frames().class_bit("organisation_noun"))
        {
            return Some(make(SourceKind::Organisation, None, false));
        }
        let state = doc.frames().class_bit("state_noun");
        if doc.is(np.words.start, state) && !doc.is(np.words.start, doc.frames().class_bit("military_noun")) {
            return Some(make(SourceKind::Official, np.entity.clone(), false));
        }
        if np.sem == Sem::Actor || doc.is(np.words.start, state) {
            return Some(make(SourceKind::Party, np.entity.clone(), false));
        }
        let again = marked && self.same_name(words).is_some();
        if doc.is(np.words.start, doc.frames().class_bit("document_noun")) && !again {
            // «المقابلات التي أجريت مع …»: those who were asked.
            let with = doc.frames().class_bit("with");
            if let Some(at) = words.clone().find(|&i| doc.is(i, with))
                && at + 1 < words.end
                && let Some(sp) = self.classify(&(at + 1..words.end))
            {
                return Some(sp);
            }
            // «بيان للقيادة», «دراسة صادرة عن مركز …», «تقرير للأمم المتحدة»: whose document it is.
            let from = doc.frames().class_bit("quoting_from");
            for i in words.start + 1..words.end {
                let at = if doc.is(i, from) { i + 1 } else { i };
                let whose = doc.words[i].has(pro::LI)
                    || at > i
                    || self
                        .layers
                        .entity_at(i)
                        .is_some_and(|e| self.layers.entities[e].words.start == i);
                if whose
                    && at < words.end
                    && let Some(sp) = self.classify(&(at..words.end))
                {
                    return Some(sp);
                }
            }
            // «البيان»: whose word it is.
            if doc.is(words.start, STATEMENT_INTRO) && doc.words[words.start].definite() {
                return self.statement_of(words);
            }
            // «وفقا للتقرير»: the medium that published it.
            return self
                .met
                .iter()
                .rev()
                .find(|m| {
                    matches!(
                        m.kind,
                        SourceKind::Media | SourceKind::Agency | SourceKind::Organisation | SourceKind::Party
                    )
                })
                .cloned();
        }
        // «الأورومتوسطي» of «المرصد الأورومتوسطي».
        // «أخبار الساحل» in marks of «صحيفة "أخبار الساحل"».
        (words.len() <= 2 && doc.words[words.start].definite() || marked)
            .then(|| self.same_name(words))
            .flatten()
    }
}
