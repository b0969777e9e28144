// One route and its clock: when each call begins, and whether one more fits in.
#pragma once

#include <cstdint>
#include <vector>

#include "problem.hpp"

namespace loopwise {

struct Stop {
    int client;
    int place;
    double leg;     // cost of the leg that leads here
    double leave;   // when the call is over
    double latest;  // by when one must arrive here for the rest of the day to hold, lunch aside
    double room;    // from the end of the call before to `latest`: what a call between has to fit
    bool lunch_over;
};

// A route as driven. The figures are those of the stops as they stand after `retime`.
struct Route {
    int start = 0;
    int end = 0;
    std::vector<Stop> stops;
    double home_leg = 0;
    double cost = 0;     // all legs
    double driving = 0;  // seconds at the wheel
    double service = 0;
    double load = 0;
    double home_by = 0;    // the latest arrival at the end
    double home_room = 0;  // as `Stop::room`, before the way home
    double most_room = 0;
    bool holds = true;          // no rule of the day is broken
    std::uint64_t version = 0;  // of its stops: no two contents of a search share one

    int size() const { return static_cast<int>(stops.size()); }
    int place_before(int position) const {
        return position == 0 ? start : stops[static_cast<std::size_t>(position) - 1].place;
    }
    int place_at(int position) const {
        return position == size() ? end : at(stops, position).place;
    }
    double leg_into(int position) const {
        return position == size() ? home_leg : at(stops, position).leg;
    }
    double room_before(int position) const {
        return position == size() ? home_room : at(stops, position).room;
    }
};

// The rep's time of day while a route is driven: the rules of planner.tours.costing, to the letter.
// A second version of them stands in Python on purpose: each is the other's check.
class Clock {
public:
    Clock(const Frame& frame, double now, bool lunch_over, bool called)
        : frame_(&frame), now_(now), lunch_over_(lunch_over), called_(called) {}

    // Sets out so that the first call is not waited for. False: it cannot begin that day.
    static bool set_out(const Frame& frame, double leg, Spans spans, Clock& clock);

    // Drives and makes a call. False: no span is left for it, or lunch is missed.
    bool call(double leg, Spans spans, double seconds);

    // Drives home; the time of arrival, never if lunch is missed.
    double home(double leg);

    double now() const { return now_; }
    bool lunch_over() const { return lunch_over_; }

private:
    bool drive(double leg, bool homeward);
    bool have_lunch(double start);
    bool lunch_at_door(double begin, double seconds, Spans spans, bool& had);

    const Frame* frame_;
    double now_;
    bool lunch_over_;
    bool called_;
};

// Limits are kept to a millionth, so that sums of decimals that just fit are not refused.
constexpr double kHair = 1e-6;

// When a call begins for one who arrives then; never where no span is left.
inline double begin_of(Spans spans, double arrive) {
    for (const Span& span : spans) {
        if (arrive <= span.until + kHair) return arrive > span.from ? arrive : span.from;
    }
    return kNever;
}

// Everything about one route that needs the problem.
class Timing {
public:
    Timing(const Problem& problem, int frame)
        : problem_(problem),
          frame_(at(problem.frames, frame)),
          plain_(frame_.lunch.seconds <= 0 && frame_.most_working == kNever) {}

    // Works the route's figures out anew from its clients. O(stops).
    void retime(Route& route) const;

    // Whether the call fits before `position` with every rule kept. O(1) but where lunch or a
    // limit of working hours is still open: there the rest of the day is driven.
    bool fits(const Route& route, int client, int position, double more_driving) const {
        return plain_ ? fits_plainly(route, client, position, more_driving)
                      : fits_with_lunch(route, client, position, more_driving);
    }

private:
    bool fits_plainly(const Route& route, int client, int position, double more_driving) const;
    bool fits_with_lunch(const Route& route, int client, int position, double more_driving) const;
    bool time_forward(Route& route) const;
    void time_backward(Route& route) const;
    void measure_room(Route& route) const;
    bool rest_holds(const Route& route, int position, int from_place, Clock clock,
                    double home_by) const;
    bool depart(const Route& route, int client, int position, Clock& clock, double& home_by) const;

    const Problem& problem_;
    const Frame& frame_;
    bool plain_;  // no lunch, and hours that do not depend on when one sets out
};

inline bool Timing::fits_plainly(const Route& route, int client, int position,
                                 double more_driving) const {
    const Client& who = at(problem_.clients, client);
    const bool first = position == 0;
    const bool last = position == route.size();
    const Stop* stops = route.stops.data();
    const double set_out = first ? frame_.opens : stops[position - 1].leave;
    const int before = first ? route.start : stops[position - 1].place;
    const double arrive = set_out + problem_.seconds_of(before, who.place);
    const double begin = begin_of(problem_.spans_of(client, frame_.day), arrive);
    const int after = last ? route.end : stops[position].place;
    const double by = last ? route.home_by + kHair : stops[position].latest;
    return begin + who.seconds + problem_.seconds_of(who.place, after) <= by &&
           route.driving + more_driving <= frame_.most_driving + kHair &&
           route.load + who.load <= frame_.most_load + kHair;
}

}  // namespace loopwise
