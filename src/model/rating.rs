//! Rates risks: a score from the scales, a level from the score or the matrix.

use super::entities::{Criteria, Rating, RiskLevel, ScaleValue};
use crate::base::Decimal;

impl Criteria {
    /// Fills in score and level; a value off its scale leaves them empty, and a check reports it.
    pub(crate) fn rate(&self, rating: &mut Rating) {
        rating.clear();
        let Some(likelihood) = rating.likelihood.as_ref().map(|at| at.value) else { return };
        if !self.likelihood.has(likelihood) || rating.consequences.is_empty() || !rating.consequences.iter().all(|one| self.on_scale(one)) {
            return;
        }
        let values = rating.consequences.iter().map(|one| one.value.value);
        let consequence = if self.consequences_by == "sum" { values.fold(Decimal::ZERO, Decimal::plus) } else { values.max().unwrap_or(Decimal::ZERO) };
        let rank = if self.score_by == "matrix" {
            self.matrix_rank(likelihood, consequence)
        } else {
            let score = if self.score_by == "sum" { likelihood.plus(consequence) } else { likelihood.times(consequence) };
            rating.score = Some(score);
            self.rank_of_score(score)
        };
        rating.rank = rank;
        rating.level = rank.and_then(|rank| self.levels.get(rank)).map(|level| level.head.id.clone());
    }

    /// The highest level whose lowest score is not above this score.
    pub(crate) fn rank_of_score(&self, score: Decimal) -> Option<usize> {
        self.levels.iter().enumerate().filter(|(_, level)| level.from.as_ref().is_none_or(|from| from.value <= score)).map(|(rank, _)| rank).next_back()
    }

    fn matrix_rank(&self, likelihood: Decimal, consequence: Decimal) -> Option<usize> {
        let row = self.rows.iter().find(|row| row.likelihood.value == likelihood)?;
        // the columns are the steps of the first consequence scale, from low to high
        let column = self.consequences.first()?.steps.iter().position(|step| step.value.value == consequence)?;
        self.rank(&row.gives.get(column)?.value)
    }

    /// The place of a level in the order from low to high.
    pub(crate) fn rank(&self, level: &str) -> Option<usize> {
        self.levels.iter().position(|one| one.head.id == level)
    }

    /// The scale that a value is meant for: by its name, or the only one there is.
    pub(crate) fn scale_of(&self, value: &ScaleValue) -> Option<&super::entities::Scale> {
        match &value.scale {
            Some(name) => self.consequences.iter().find(|scale| scale.head.id == *name),
            None => self.consequences.first().filter(|_| self.consequences.len() == 1 || self.consequences_by == "maximum"),
        }
    }

    pub(crate) fn on_scale(&self, value: &ScaleValue) -> bool {
        self.scale_of(value).is_some_and(|scale| scale.has(value.value.value))
    }
}

impl Rating {
    /// Without score and level, as where there are no criteria.
    pub(crate) fn clear(&mut self) {
        self.score = None;
        self.level = None;
        self.rank = None;
    }
}

impl super::entities::Scale {
    /// Whether a value is one of the steps.
    pub(crate) fn has(&self, value: Decimal) -> bool {
        self.steps.iter().any(|step| step.value.value == value)
    }
}

/// The levels of the criteria, from low to high.
pub fn levels_of(criteria: Option<&Criteria>) -> &[RiskLevel] {
    criteria.map_or(&[], |criteria| criteria.levels.as_slice())
}
