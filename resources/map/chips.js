// Where the day's chip goes: beside its loop, off everything else.
"use strict";

(function () {
  var HEIGHT = 20;
  var GAP = 14; // between the anchor and the chip

  // Places beside a point, the one that lies away from home first.
  function around(at, width, away) {
    var directions = [];
    for (var i = 0; i < 8; i++) directions.push((i * Math.PI) / 4);
    directions.sort(function (a, b) {
      return Math.cos(b - away) - Math.cos(a - away);
    });
    return directions.map(function (angle) {
      var x = at[0] + Math.cos(angle) * (GAP + width / 2);
      var y = at[1] + Math.sin(angle) * (GAP + HEIGHT / 2 + 4);
      return [x - width / 2, y - HEIGHT / 2, x + width / 2, y + HEIGHT / 2];
    });
  }

  function overlaps(box, boxes) {
    return boxes.filter(function (other) {
      return loopwise.boxesMeet(box, other);
    }).length;
  }

  // Crossing a stop or another chip is worst, then a leg, then lying far out of order.
  function cost(box, rank, boxes, segments) {
    var crossed = segments.filter(function (segment) {
      return loopwise.segmentMeetsBox(segment, box);
    }).length;
    return 100 * overlaps(box, boxes) + 20 * crossed + rank;
  }

  function sticksOut(box, frame) {
    return box[0] < frame[0] || box[1] < frame[1] || box[2] > frame[2] || box[3] > frame[3];
  }

  // The best box of the width for a tour: `stops` are pixels, `home` too; `frame` is what is sure to
  // be in view when the week is zoomed to.
  loopwise.placeChip = function (stops, home, width, boxes, segments, frame) {
    var anchors = stops.slice().sort(function (a, b) {
      return Math.hypot(b[0] - home[0], b[1] - home[1]) - Math.hypot(a[0] - home[0], a[1] - home[1]);
    });
    var best = null;
    var least = Infinity;
    anchors.forEach(function (at, i) {
      var away = Math.atan2(at[1] - home[1], at[0] - home[0]);
      around(at, width, away).forEach(function (box, j) {
        var price = cost(box, 2 * i + j, boxes, segments) + (sticksOut(box, frame) ? 50 : 0);
        if (price < least) {
          least = price;
          best = box;
        }
      });
    });
    return best;
  };
})();
