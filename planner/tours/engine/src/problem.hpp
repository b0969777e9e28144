// What is asked of the search: tables, frames of routes, clients with their patterns.
#pragma once

#include "at.hpp"

#include <limits>
#include <string>
#include <vector>

namespace loopwise {

constexpr double kNever = std::numeric_limits<double>::infinity();

// A call may begin at `from` for whoever arrives by `until`; an agreed start with time to spare
// has `until` before `from`.
struct Span {
    double from;
    double until;
};

struct Spans {
    const Span* first;
    const Span* last;
    const Span* begin() const { return first; }
    const Span* end() const { return last; }
};

struct Lunch {
    double opens;
    double shuts;
    double seconds;  // 0: none
};

struct Frame {
    int day;
    int start;
    int end;
    double opens;
    double shuts;
    Lunch lunch;
    double most_driving;
    double most_working;
    double most_load;
    double usual_work;  // driving and calls beyond it cost over_price a second: days even out
    double over_price;
};

// One visit of a pattern: the days it may be on, a stretch of Problem::visit_days.
struct Visit {
    int first_day;
    int days;
};

// One way to serve a client: a stretch of Problem::visits. Without visits it is left out.
struct Pattern {
    int first_visit;
    int visits;
    double cost;
};

struct Client {
    int place;
    double seconds;
    double load;
    int first_pattern;
    int patterns;
    double left_out;    // what is lost without a visit; never for those who must be in
    int empty_pattern;  // the one that leaves the client out, -1 for those who must be in
};

struct NightPlace {
    int place;
    double cost;
};

struct Night {
    int frame;  // between this frame's route and the next one's
    int group;  // most_nights bounds each group by itself: a week's, usually
    std::vector<NightPlace> places;
};

class Problem {
public:
    int places = 0;
    int days = 0;
    int most_visits = 0;  // of any pattern
    int most_nights = 0;
    bool soft_limits = false;
    std::vector<double> cost;     // places x places
    std::vector<double> seconds;  // places x places
    std::vector<Frame> frames;
    std::vector<Client> clients;
    std::vector<Pattern> patterns;
    std::vector<Visit> visits;
    std::vector<int> visit_days;
    std::vector<Night> nights;

    // Spans of client c on day d stand from span_first[c * days + d] to the next one's.
    std::vector<int> span_first;
    std::vector<Span> spans;

    double cost_of(int from, int to) const { return cost[index(from, to)]; }
    double seconds_of(int from, int to) const { return seconds[index(from, to)]; }
    int size() const { return static_cast<int>(clients.size()); }

    Spans spans_of(int client, int day) const {
        const auto at = static_cast<std::size_t>(client * days + day);
        const Span* all = spans.data();
        return {all + span_first[at], all + span_first[at + 1]};
    }

    const std::vector<int>& frames_of(int day) const { return at(frames_of_day_, day); }

    // The clients nearest to one, itself first.
    const std::vector<int>& near(int client) const { return at(near_, client); }

    // A usual short leg: the mean over clients of their five shortest.
    double usual_leg() const { return usual_leg_; }

    // Dearer than any gain: what leaving out one who must be in counts for.
    double must() const { return must_; }

    // Works out all of the above from what was filled in. Throws std::invalid_argument with a
    // sentence for numbers that make no sense.
    void prepare();

private:
    std::size_t index(int from, int to) const {
        return static_cast<std::size_t>(from) * static_cast<std::size_t>(places) +
               static_cast<std::size_t>(to);
    }
    void check() const;
    void sort_visits();
    void find_neighbours();

    std::vector<std::vector<int>> frames_of_day_;
    std::vector<std::vector<int>> near_;
    double usual_leg_ = 0;
    double must_ = 0;
};

}  // namespace loopwise
