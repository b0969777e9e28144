#include "route.hpp"

#include <algorithm>
#include <cmath>

namespace loopwise {

namespace {

constexpr double kSparePart = 5;  // as in planner.tours.costing

bool has_lunch(const Frame& frame) {
    return frame.lunch.seconds > 0;
}

}  // namespace

bool Clock::set_out(const Frame& frame, double leg, Spans spans, Clock& clock) {
    const double soonest = frame.opens + leg;
    for (const Span& span : spans) {
        if (soonest > span.until + kHair) continue;
        // An agreed start is not cut to the minute on leaving home either.
        const double spare = span.until <= span.from ? std::floor(leg / kSparePart) : 0;
        clock.now_ = std::max(frame.opens, std::min(span.from - spare, span.until) - leg);
        const bool later = clock.now_ > frame.lunch.opens + kHair;  // lunch was had at home
        clock.lunch_over_ = !has_lunch(frame) || later;
        clock.called_ = false;
        return true;
    }
    return false;
}

bool Clock::call(double leg, Spans spans, double seconds) {
    if (!drive(leg, false)) return false;
    double begin = begin_of(spans, now_);
    if (begin == kNever) return false;
    if (!lunch_over_) {
        bool had = false;
        if (!lunch_at_door(begin, seconds, spans, had)) return false;
        if (had) begin = begin_of(spans, now_);
        if (begin == kNever) return false;
    }
    now_ = begin + seconds;
    called_ = true;
    return true;
}

double Clock::home(double leg) {
    return drive(leg, true) ? now_ : kNever;
}

bool Clock::drive(double leg, bool homeward) {
    const double arrive = now_ + leg;
    const Lunch& lunch = frame_->lunch;
    if (lunch_over_ || !called_ || (homeward && arrive <= lunch.shuts)) {
        now_ = arrive;
        return true;
    }
    if (now_ >= lunch.opens) {
        if (!have_lunch(now_)) return false;
    } else if (arrive > lunch.shuts - lunch.seconds) {
        if (!have_lunch(lunch.opens)) return false;
    } else {
        now_ = arrive;
        return true;
    }
    now_ = arrive + lunch.seconds;
    return true;
}

bool Clock::have_lunch(double start) {
    lunch_over_ = true;
    return start + frame_->lunch.seconds <= frame_->lunch.shuts;
}

bool Clock::lunch_at_door(double begin, double seconds, Spans spans, bool& had) {
    const Lunch& lunch = frame_->lunch;
    const double from = std::max(now_, lunch.opens);
    const bool in_the_wait = from + lunch.seconds <= begin;
    const bool too_late_after = begin + seconds > lunch.shuts - lunch.seconds;
    const bool worth_waiting = from - now_ <= lunch.seconds;
    // Lunch waits for a call that would be late by it, where it can be had in time afterwards.
    const bool late_by_it = begin_of(spans, from + lunch.seconds) == kNever;
    const bool its_time = now_ >= lunch.opens && (too_late_after || !late_by_it);
    had = in_the_wait || its_time || (too_late_after && worth_waiting);
    if (!had) return true;
    if (!have_lunch(from)) return false;
    now_ = from + lunch.seconds;
    return true;
}

void Timing::retime(Route& route) const {
    int before = route.start;
    route.cost = route.driving = route.service = route.load = 0;
    for (Stop& stop : route.stops) {
        const Client& client = at(problem_.clients, stop.client);
        stop.leg = problem_.cost_of(before, stop.place);
        route.cost += stop.leg;
        route.driving += problem_.seconds_of(before, stop.place);
        route.service += client.seconds;
        route.load += client.load;
        before = stop.place;
    }
    route.home_leg = problem_.cost_of(before, route.end);
    route.cost += route.home_leg;
    route.driving += problem_.seconds_of(before, route.end);
    if (problem_.soft_limits) return;
    route.holds = time_forward(route);
    if (!route.holds) return;
    time_backward(route);
    measure_room(route);
}

bool Timing::time_forward(Route& route) const {
    route.home_by = frame_.shuts;
    if (route.stops.empty()) return true;
    Clock clock(frame_, frame_.opens, !has_lunch(frame_), false);
    int before = route.start;
    for (Stop& stop : route.stops) {
        const Spans spans = problem_.spans_of(stop.client, frame_.day);
        const double leg = problem_.seconds_of(before, stop.place);
        if (&stop == route.stops.data()) {
            if (!Clock::set_out(frame_, leg, spans, clock)) return false;
            route.home_by = std::min(frame_.shuts, clock.now() + frame_.most_working);
        }
        const double seconds = at(problem_.clients, stop.client).seconds;
        if (!clock.call(leg, spans, seconds)) return false;
        stop.leave = clock.now();
        stop.lunch_over = clock.lunch_over();
        before = stop.place;
    }
    return clock.home(problem_.seconds_of(before, route.end)) <= route.home_by + kHair &&
           route.driving <= frame_.most_driving + kHair && route.load <= frame_.most_load + kHair;
}

void Timing::time_backward(Route& route) const {
    double by = route.home_by + kHair;
    int after = route.end;
    for (int p = route.size() - 1; p >= 0; --p) {
        Stop& stop = at(route.stops, p);
        const double seconds = at(problem_.clients, stop.client).seconds;
        const double begin_by = by - problem_.seconds_of(stop.place, after) - seconds;
        double latest = -kNever;
        for (const Span& span : problem_.spans_of(stop.client, frame_.day)) {
            if (span.from <= begin_by)
                latest = std::max(latest, std::min(begin_by, span.until + kHair));
        }
        stop.latest = by = latest;
        after = stop.place;
    }
}

void Timing::measure_room(Route& route) const {
    // Who sets out later may come home later where a day has so many hours: no bound then.
    const double opens = frame_.most_working == kNever ? frame_.opens : -kNever;
    double since = opens;
    route.most_room = 0;
    for (Stop& stop : route.stops) {
        stop.room = stop.latest - since;
        route.most_room = std::max(route.most_room, stop.room);
        since = stop.leave;
    }
    route.home_room = route.home_by + kHair - since;
    route.most_room = std::max(route.most_room, route.home_room);
}

bool Timing::fits_with_lunch(const Route& route, int client, int position,
                             double more_driving) const {
    const Client& who = at(problem_.clients, client);
    if (route.driving + more_driving > frame_.most_driving + kHair) return false;
    if (route.load + who.load > frame_.most_load + kHair) return false;
    Clock clock(frame_, frame_.opens, !has_lunch(frame_), false);
    double home_by = route.home_by;
    if (!depart(route, client, position, clock, home_by)) return false;
    const double leg = problem_.seconds_of(who.place, route.place_at(position));
    const bool last = position == route.size();
    const double by = last ? home_by + kHair : at(route.stops, position).latest;
    // Setting out later may move the end of a day of so many hours: then `latest` is no bound.
    if (home_by <= route.home_by && clock.now() + leg > by) return false;
    if (clock.lunch_over() && home_by == route.home_by) return true;
    return rest_holds(route, position, who.place, clock, home_by);
}

bool Timing::depart(const Route& route, int client, int position, Clock& clock,
                    double& home_by) const {
    const Client& who = at(problem_.clients, client);
    const Spans spans = problem_.spans_of(client, frame_.day);
    const double leg = problem_.seconds_of(route.place_before(position), who.place);
    if (position == 0) {
        if (!Clock::set_out(frame_, leg, spans, clock)) return false;
        home_by = std::min(frame_.shuts, clock.now() + frame_.most_working);
    } else {
        const Stop& before = route.stops[static_cast<std::size_t>(position) - 1];
        clock = Clock(frame_, before.leave, before.lunch_over, true);
    }
    return clock.call(leg, spans, who.seconds);
}

bool Timing::rest_holds(const Route& route, int position, int from_place, Clock clock,
                        double home_by) const {
    int before = from_place;
    for (int p = position; p < route.size(); ++p) {
        const Stop& stop = at(route.stops, p);
        const double leg = problem_.seconds_of(before, stop.place);
        const double seconds = at(problem_.clients, stop.client).seconds;
        if (!clock.call(leg, problem_.spans_of(stop.client, frame_.day), seconds)) return false;
        before = stop.place;
        if (clock.lunch_over() && home_by == route.home_by) {
            const double on = problem_.seconds_of(before, route.place_at(p + 1));
            const bool last = p + 1 == route.size();
            const double by =
                last ? home_by + kHair : route.stops[static_cast<std::size_t>(p) + 1].latest;
            return clock.now() + on <= by;
        }
    }
    return clock.home(problem_.seconds_of(before, route.end)) <= home_by + kHair;
}

}  // namespace loopwise
