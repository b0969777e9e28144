"""New business: the pipeline, its sources, the share against the target, and the hours for it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from planner.cli.output import answer, table
from planner.cli.territories import opened
from planner.exchange import figures, prospect_words
from planner.words import _

if TYPE_CHECKING:
    from planner.advice.lead_sources import Source
    from planner.advice.new_business import NewBusiness, Revenue
    from planner.advice.prospect_hours import Outcome, Trade
    from planner.workspace.prospecting.pipeline import Card
    from planner.workspace.prospecting.prospecting import Overview


def prospects(options: Namespace) -> None:
    """The pipeline by stage, the sources compared, where the rep stands; `--hours` weighs hours."""
    from planner import clock

    with opened(options) as workspace:
        today = clock.today(workspace.territory.time_zone)
        found = workspace.prospecting.overview(today)
        hours = found.outlook.hours if options.hours is None else options.hours
        trade = found.outlook.trade(hours)
    answer(options, prospects_document(found, trade), _text(found, trade))


def prospects_document(found: Overview, trade: Trade) -> dict[str, Any]:
    """All of it in JSON: money in the territory's currency, shares from 0 to 1."""
    return {
        "pipeline": [_card(card) for card in found.pipeline.cards],
        "stages": [
            {
                "stage": stage.name,
                "prospects": len(stage.cards),
                "value": stage.value,
                "likelihood": stage.likelihood,
            }
            for stage in found.pipeline.stages
        ],
        "sources": [_source(source) for source in found.sources],
        "referrers": [{"name": name, "count": count} for name, count in found.referrers],
        "new_business": new_business_document(found.business),
        "hours": _trade(found, trade),
    }


def new_business_document(found: NewBusiness) -> dict[str, Any]:
    """Where the rep stands with new customers."""
    return {
        "share": found.share,
        "target": found.target,
        "new_months": found.new_months,
        **_revenue(found.total),
        "short": found.short,
        "pay": found.pay,
        "pay_at_target": found.pay_at_target,
        "pay_new": found.pay_new,
        "pay_current": found.pay_current,
        "seconds_a_week": round(found.on_prospects),
        "seconds_taken_a_week": round(found.taken),
        "pipeline_likely": found.likely,
        "months": [
            {"month": f"{month.first:%Y-%m}", "share": month.share, **_revenue(month.revenue)}
            for month in found.months
        ],
        "expected_share": found.expected.share,
    }


def _revenue(revenue: Revenue) -> dict[str, float]:
    return {"new": revenue.new, "revenue": revenue.whole}


def _card(card: Card) -> dict[str, Any]:
    return {
        "account": card.account,
        "name": card.name,
        "town": card.town,
        "grade": card.grade,
        "stage": card.stage,
        "source": card.source,
        "referred_by": card.referred_by,
        "value": card.value,
        "likelihood": card.likelihood,
        "next_objective": card.next_objective,
        "found_on": _day(card.found_on),
        "last_call": _day(card.last),
        "planned": _day(card.planned),
        "waits_days": card.waits,
        "waits_long": card.waits_long,
    }


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _source(source: Source) -> dict[str, Any]:
    return {
        "source": source.source,
        "seconds": round(source.seconds),
        "calls": source.calls,
        "orders": source.orders,
        "won": source.won,
        "won_an_hour": source.won_an_hour,
        "prospects": source.open,
        "value": source.value,
    }


def _trade(found: Overview, trade: Trade) -> dict[str, Any]:
    start = found.start
    return {
        "kept": found.outlook.hours,
        "enough_from": found.outlook.enough_from,
        "customers_wait_above": found.outlook.waits_above,
        "now": _outcome(trade.now),
        "then": _outcome(trade.then),
        "gain": trade.gain,
        "too_few": trade.too_few,
        "waiting": [
            {
                "account": one.customer.account,
                "name": one.customer.name,
                "grade": one.customer.grade,
                "before": (start + timedelta(days=one.before)).isoformat(),
                "after": (start + timedelta(days=one.after)).isoformat(),
                "days": one.days,
            }
            for one in trade.waiting
        ],
        "neglected": [one.customer.account for one in trade.neglected],
    }


def _outcome(outcome: Outcome) -> dict[str, Any]:
    return {
        "hours": outcome.hours,
        "calls_a_week": outcome.calls,
        "seconds_a_week": round(outcome.on_prospects),
        "seconds_taken_a_week": round(outcome.taken),
        "share": outcome.share,
        "pay_new": outcome.pay_new,
        "pay_current": outcome.pay_current,
    }


def _text(found: Overview, trade: Trade) -> Iterator[str]:
    pipeline, business, currency = found.pipeline, found.business, found.currency
    yield prospect_words.summary(len(pipeline.cards), pipeline.value, pipeline.likely, currency)
    yield from _pipeline_lines(found)
    yield ""
    yield from _source_lines(found)
    yield ""
    before, after = prospect_words.gauge(business.share, business.target)
    yield f"{before} {after}, {prospect_words.taken(business.taken)}"
    yield from _hours_lines(found, trade)


def _pipeline_lines(found: Overview) -> Iterator[str]:
    rows = [
        (
            card.account,
            card.name,
            prospect_words.stage(card.stage),
            prospect_words.source(card.source),
            "" if card.value is None else figures.money(card.value, found.currency),
            prospect_words.percent(card.likelihood),
            _when(card),
        )
        for card in found.pipeline.cards
    ]
    names = (_("No."), _("Name"), _("Stage"), _("Source"), _("Value"), _("Likely"), _("Next"))
    yield from table(names, rows, ">   >>")


def _when(card: Card) -> str:
    if card.planned is not None:
        return figures.short_date(card.planned)
    if card.waits_long and card.waits is not None:
        return prospect_words.waits(card.waits)
    return prospect_words.next_step(card.next_objective, card.last)


def _source_lines(found: Overview) -> Iterator[str]:
    from planner.advice.lead_sources import verdict

    rows = [
        (
            prospect_words.source(source.source),
            f"{source.seconds / 3600:.0f}",
            source.calls,
            source.orders,
            figures.money(source.won, found.currency),
            "–"
            if source.won_an_hour is None
            else figures.money(source.won_an_hour, found.currency),
        )
        for source in found.sources
    ]
    names = (_("Source"), _("Hours"), _("Calls"), _("Orders"), _("Won"), _("For an hour"))
    yield from table(names, rows, " >>>>>")
    best = verdict(found.sources)
    if best is not None:
        yield prospect_words.verdict(*best)


def _hours_lines(found: Overview, trade: Trade) -> Iterator[str]:
    yield _("{hours} a week for prospects: {share} new in a year, {gain} for you, est.").format(
        hours=prospect_words.hours(trade.then.hours),
        share=prospect_words.percent(trade.then.share),
        gain=figures.signed_money(trade.gain, found.currency),
    )
    if trade.too_few:
        yield f"! {prospect_words.too_few(trade.missing, trade.target)}"
    yield _("Who waits longer: {who}").format(
        who=prospect_words.who_waits(trade.grades(), len(found.outlook.customers))
    )
    for one in trade.waiting:
        yield _("  {grade} {name}: {before} becomes {after}, +{days} d").format(
            grade=one.customer.grade,
            name=one.customer.name,
            before=figures.day_and_month(found.start + timedelta(days=one.before)),
            after=figures.day_and_month(found.start + timedelta(days=one.after)),
            days=one.days,
        )
