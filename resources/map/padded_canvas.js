// A layer of the map painted on one canvas that is larger than the map.
//
// While the map is dragged the browser only moves the finished canvases. A canvas is painted anew when
// the view comes near its edge, one canvas a frame, so that no frame has much to do.
"use strict";

loopwise.PADDING = 256; // pixels beyond each side of the map

// Paints at most one waiting layer a frame.
loopwise.queue = {
  waiting: [],
  running: false,
  add: function (layer) {
    if (this.waiting.indexOf(layer) < 0) this.waiting.push(layer);
    if (!this.running) {
      this.running = true;
      requestAnimationFrame(this.step.bind(this));
    }
  },
  step: function () {
    var layer = this.waiting.shift();
    if (layer) layer.repaint();
    this.running = this.waiting.length > 0;
    if (this.running) requestAnimationFrame(this.step.bind(this));
  },
};

loopwise.PaddedCanvas = L.Layer.extend({
  // `name` names the pane; `order` is its z-index.
  initialize: function (name, order) {
    this._name = name;
    this._order = order;
    this._view = null;
  },

  onAdd: function (map) {
    var pane = map.createPane(this._name);
    pane.style.zIndex = this._order;
    pane.style.pointerEvents = "none";
    this._canvas = L.DomUtil.create("canvas", "", pane);
    this._canvas.style.position = "absolute";
    // A layer of its own for the browser: painting one canvas leaves the others' pixels alone.
    this._canvas.style.willChange = "transform";
    map.on("move", this._follow, this);
    map.on("moveend", this._settle, this);
    map.on("resize", this.repaint, this);
    this.repaint();
  },

  // Where the canvas lies now: pixels are Leaflet's layer points, fixed while the zoom stays.
  view: function () {
    var map = this._map;
    var size = map.getSize();
    var corner = map.containerPointToLayerPoint([-loopwise.PADDING, -loopwise.PADDING]);
    var origin = map.getPixelOrigin();
    var zoom = map.getZoom();
    var world = 256 * Math.pow(2, zoom);
    var right = corner.x + size.x + 2 * loopwise.PADDING;
    var bottom = corner.y + size.y + 2 * loopwise.PADDING;
    return {
      zoom: zoom,
      world: world,
      box: [corner.x, corner.y, right, bottom],
      x: function (unit) {
        return unit * world - origin.x;
      },
      y: function (unit) {
        return unit * world - origin.y;
      },
      unit: function (px, py) {
        return [(px + origin.x) / world, (py + origin.y) / world];
      },
    };
  },

  // Paints the layer now; `draw(context, view)` is the layer's own.
  repaint: function () {
    if (!this._map || !this._map._loaded) return;
    var view = (this._view = this.view());
    var width = view.box[2] - view.box[0];
    var height = view.box[3] - view.box[1];
    var ratio = window.devicePixelRatio || 1;
    var canvas = this._canvas;
    var context = canvas.getContext("2d", this.contextOptions);
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.width = width + "px";
      canvas.style.height = height + "px";
    } else {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
    }
    canvas.style.left = view.box[0] + "px";
    canvas.style.top = view.box[1] + "px";
    context.setTransform(ratio, 0, 0, ratio, -view.box[0] * ratio, -view.box[1] * ratio);
    this.draw(context, view, ratio);
  },

  // How far the map has been moved since the canvas was painted, as a part of what it can take.
  _moved: function () {
    var now = this._map.containerPointToLayerPoint([-loopwise.PADDING, -loopwise.PADDING]);
    var far = Math.max(Math.abs(now.x - this._view.box[0]), Math.abs(now.y - this._view.box[1]));
    return far / loopwise.PADDING;
  },

  _follow: function () {
    if (!this._view || this._view.zoom !== this._map.getZoom()) return;
    if (this._moved() > 0.65) loopwise.queue.add(this);
  },

  _settle: function () {
    if (!this._view || this._view.zoom !== this._map.getZoom() || this._moved() > 1) this.repaint();
    else if (this._moved() > 0.25) loopwise.queue.add(this);
  },
});
