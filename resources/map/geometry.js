// Plane geometry: Web Mercator in the unit square, boxes [left, top, right, bottom], segments.
"use strict";

// Pixels kept free round what is zoomed to: left, top, right, bottom (where the legend stands).
loopwise.MARGINS = [44, 30, 44, 46];

// Degrees to the unit square of the world, y down.
loopwise.project = function (lat, lon) {
  var sine = Math.sin((Math.max(-85.05, Math.min(85.05, lat)) * Math.PI) / 180);
  return [lon / 360 + 0.5, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
};

// The unit square back to [lat, lon].
loopwise.unproject = function (x, y) {
  return [
    (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI,
    (x - 0.5) * 360,
  ];
};

loopwise.boxesMeet = function (a, b) {
  return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
};

loopwise.boxAround = function (x, y, radius) {
  return [x - radius, y - radius, x + radius, y + radius];
};

// Whether the segment [x1, y1, x2, y2] touches the box: clipped parameter range (Liang, Barsky 1984).
loopwise.segmentMeetsBox = function (segment, box) {
  var dx = segment[2] - segment[0];
  var dy = segment[3] - segment[1];
  var from = 0;
  var to = 1;
  var edges = [
    [-dx, segment[0] - box[0]],
    [dx, box[2] - segment[0]],
    [-dy, segment[1] - box[1]],
    [dy, box[3] - segment[1]],
  ];
  for (var i = 0; i < 4; i++) {
    var p = edges[i][0];
    var q = edges[i][1];
    if (p === 0) {
      if (q < 0) return false;
    } else if (p < 0) {
      from = Math.max(from, q / p);
    } else {
      to = Math.min(to, q / p);
    }
    if (from > to) return false;
  }
  return true;
};

// Whether the box is free of all boxes and segments given.
loopwise.boxIsFree = function (box, boxes, segments) {
  for (var i = 0; i < boxes.length; i++) if (loopwise.boxesMeet(box, boxes[i])) return false;
  for (var j = 0; j < segments.length; j++) {
    if (loopwise.segmentMeetsBox(segments[j], box)) return false;
  }
  return true;
};

// The bounds [left, top, right, bottom] of points of the unit square; null for none.
loopwise.boundsOf = function (points) {
  if (!points.length) return null;
  var bounds = [Infinity, Infinity, -Infinity, -Infinity];
  points.forEach(function (p) {
    bounds[0] = Math.min(bounds[0], p[0]);
    bounds[1] = Math.min(bounds[1], p[1]);
    bounds[2] = Math.max(bounds[2], p[0]);
    bounds[3] = Math.max(bounds[3], p[1]);
  });
  return bounds;
};
