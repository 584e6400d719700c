//! Owns [`Bounded`]: a map that forgets its oldest entry rather than grow for ever.

use std::collections::{HashMap, VecDeque};

use serde::{Deserialize, Serialize};

/// Words (codes, tokens, cookies) and what they stand for: more than any test needs at once, and little enough for a
/// million requests to leave the memory flat.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Vec<(String, V)>", into = "Vec<(String, V)>", bound(serialize = "V: Clone + Serialize"))]
pub(super) struct Bounded<V, const MOST: usize = 20_000> {
    entries: HashMap<String, V>,
    /// May hold words that are gone already; never more than twice the limit of entries.
    order: VecDeque<String>,
}

impl<V, const MOST: usize> Default for Bounded<V, MOST> {
    fn default() -> Self {
        Self { entries: HashMap::new(), order: VecDeque::new() }
    }
}

impl<V, const MOST: usize> Bounded<V, MOST> {
    pub(super) fn insert(&mut self, word: String, value: V) {
        if self.entries.insert(word.clone(), value).is_none() {
            self.order.push_back(word);
        }
        while self.entries.len() > MOST
            && let Some(oldest) = self.order.pop_front()
        {
            self.entries.remove(&oldest);
        }
        if self.order.len() > 2 * MOST {
            self.order.retain(|word| self.entries.contains_key(word));
        }
    }

    pub(super) fn get(&self, word: &str) -> Option<&V> {
        self.entries.get(word)
    }

    pub(super) fn remove(&mut self, word: &str) -> Option<V> {
        self.entries.remove(word)
    }

    pub(super) fn retain(&mut self, keeps: impl Fn(&V) -> bool) {
        self.entries.retain(|_, value| keeps(value));
    }

    pub(super) fn clear(&mut self) {
        self.entries.clear();
        self.order.clear();
    }
}

impl<V, const MOST: usize> From<Vec<(String, V)>> for Bounded<V, MOST> {
    fn from(pairs: Vec<(String, V)>) -> Self {
        let mut all = Self::default();
        pairs.into_iter().for_each(|(word, value)| all.insert(word, value));
        all
    }
}

impl<V, const MOST: usize> From<Bounded<V, MOST>> for Vec<(String, V)> {
    fn from(mut all: Bounded<V, MOST>) -> Self {
        let order = std::mem::take(&mut all.order);
        order.into_iter().filter_map(|word| all.entries.remove(&word).map(|value| (word, value))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_makes_room() {
        const MOST: usize = 100;
        let mut all = Bounded::<_, MOST>::default();
        for step in 0..3 * MOST {
            all.insert(step.to_string(), step);
            if step % 2 == 0 {
                all.remove(&step.to_string());
            }
        }
        assert!(all.entries.len() <= MOST && all.order.len() <= 2 * MOST);
        assert_eq!(all.get("1"), None);
        assert_eq!(all.get(&(3 * MOST - 1).to_string()), Some(&(3 * MOST - 1)));
    }

    #[test]
    fn it_is_written_in_order_and_read_back() {
        let mut all: Bounded<_> = Bounded::default();
        all.insert("b".to_owned(), 1);
        all.insert("a".to_owned(), 2);
        let text = serde_json::to_string(&all).expect("JSON");
        assert_eq!(text, r#"[["b",1],["a",2]]"#);
        let again: Bounded<u8> = serde_json::from_str(&text).expect("JSON");
        assert_eq!(again.get("a"), Some(&2));
    }
}
