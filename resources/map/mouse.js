// What the mouse does: click, hover, menu, a box with Shift, a pin with Alt.
"use strict";

(function () {
  var REST = 120; // milliseconds over an account before its card shows
  var SMALLEST_BOX = 4; // pixels; below that a Shift-drag is a Shift-click

  // `state` is territory.js's; `tell` is the bridge, or null until the page is ready.
  loopwise.Mouse = function (map, state) {
    this.map = map;
    this.state = state;
    this.over = 0;
    this.timer = 0;
    this.drag = null;
    this.skipClick = false;
    this.box = document.createElement("div");
    this.box.className = "box";
    this.box.hidden = true;
    map.getContainer().appendChild(this.box);
    this._listen();
  };

  loopwise.Mouse.prototype = {
    _listen: function () {
      var map = this.map;
      var root = map.getContainer();
      map.on("click", this._click, this);
      map.on("contextmenu", this._menu, this);
      map.on("mousemove", this._hover, this);
      map.on("mouseout movestart zoomstart", this._leave, this);
      map.on("dragstart", this.state.touched);
      root.addEventListener("wheel", this.state.touched, { passive: true });
      // Before Leaflet's own listeners: with Shift, Alt or a pin in hand the map is not dragged.
      root.addEventListener("mousedown", this._down.bind(this), true);
      document.addEventListener("mousemove", this._move.bind(this));
      document.addEventListener("mouseup", this._up.bind(this));
      document.addEventListener("keydown", this._key.bind(this));
    },

    _account: function (layerPoint) {
      return this.state.tours.hit(layerPoint) || this.state.accounts.hit(layerPoint);
    },

    _click: function (event) {
      if (this.skipClick) return;
      if (this.state.tours.pin) return this._dropPin(event.latlng);
      var original = event.originalEvent;
      var id = this._account(event.layerPoint);
      var day = this.state.tours.chipAt(event.layerPoint);
      var tell = this.state.bridge;
      if (!tell) return;
      if (id) {
        tell.accountClicked(id, original.ctrlKey || original.metaKey || original.shiftKey);
      } else if (day !== null) tell.dayClicked(day);
      else if (!this._openCluster(event)) tell.groundClicked(event.latlng.lat, event.latlng.lng);
    },

    _openCluster: function (event) {
      var zoom = this.state.accounts.clusterZoom(event.layerPoint);
      if (zoom === null) return false;
      this.state.touched();
      this.map.setZoomAround(event.latlng, Math.min(Math.max(zoom, this.map.getZoom() + 1), 16));
      return true;
    },

    _menu: function (event) {
      L.DomEvent.preventDefault(event.originalEvent);
      this._leave();
      var at = event.containerPoint;
      if (this.state.bridge) this.state.bridge.menuRequested(this._account(event.layerPoint), at.x, at.y);
    },

    _hover: function (event) {
      if (this.drag || event.originalEvent.buttons) return;
      var id = this._account(event.layerPoint);
      var hand = id || this.state.tours.chipAt(event.layerPoint) !== null;
      this.map.getContainer().classList.toggle("over", Boolean(hand));
      if (id === this.over) return;
      this._leave();
      this.over = id;
      if (!id) return;
      this.state.bridge.accountHovered(id);
      this.timer = setTimeout(this._showCard.bind(this, id, event.containerPoint), REST);
    },

    _showCard: function (id, at) {
      var self = this;
      loopwise.fetching(
        fetch("data/" + this.state.number + "/card/" + id)
          .then(function (answer) {
            return answer.ok ? answer.json() : [];
          })
          .then(function (lines) {
            if (self.over === id) self.state.furniture.showCard(lines, at.x, at.y);
          })
          .catch(function () {})
      );
    },

    _leave: function () {
      clearTimeout(this.timer);
      this.state.furniture.hideCard();
      if (this.over && this.state.bridge) this.state.bridge.accountHovered(0);
      this.over = 0;
    },

    // Correcting a pin: it is dragged, or the next click says where it belongs. An account without
    // a place has its pin in the middle of the map.
    startPin: function (id) {
      var middle = this.map.getCenter();
      var place = this.state.accounts.place(id) || loopwise.project(middle.lat, middle.lng);
      this._leave();
      this.state.tours.pin = { id: id, at: place };
      this._showPin(true);
    },

    endPin: function () {
      if (!this.state.tours.pin) return;
      this.state.tours.pin = null;
      this._showPin(false);
      if (this.state.bridge) this.state.bridge.pinEnded();
    },

    _showPin: function (shown) {
      this.state.furniture.showHelp(shown);
      this.map.getContainer().classList.toggle("pinning", shown);
      this.state.tours.repaint();
    },

    _down: function (event) {
      this.skipClick = false;
      if (event.button !== 0 || event.target.closest(".panel")) return;
      var at = this.map.mouseEventToContainerPoint(event);
      var layer = this.map.containerPointToLayerPoint(at);
      var pin = this.state.tours.pin;
      if (pin && this._onPin(pin, layer)) this._begin(event, "pin", at, layer);
      else if (event.altKey && this._account(layer)) {
        this.startPin(this._account(layer));
        this._begin(event, "pin", at, layer);
      } else if (event.shiftKey) this._begin(event, "box", at, layer);
    },

    _onPin: function (pin, layer) {
      var spot = this.map.latLngToLayerPoint(loopwise.unproject(pin.at[0], pin.at[1]));
      return Math.abs(spot.x - layer.x) <= 14 && layer.y > spot.y - 32 && layer.y < spot.y + 12;
    },

    _begin: function (event, what, at) {
      var pin = this.state.tours.pin;
      var spot = pin && this.map.latLngToContainerPoint(loopwise.unproject(pin.at[0], pin.at[1]));
      this.drag = { what: what, from: at, to: at, grip: pin ? at.subtract(spot) : null };
      this._leave();
      event.stopPropagation();
      event.preventDefault();
    },

    _move: function (event) {
      if (!this.drag) return;
      this.drag.to = this.map.mouseEventToContainerPoint(event);
      if (this.drag.what === "box") this._drawBox();
      else this._movePin();
    },

    _drawBox: function () {
      var a = this.drag.from;
      var b = this.drag.to;
      this.box.hidden = false;
      this.box.style.left = Math.min(a.x, b.x) + "px";
      this.box.style.top = Math.min(a.y, b.y) + "px";
      this.box.style.width = Math.abs(a.x - b.x) + "px";
      this.box.style.height = Math.abs(a.y - b.y) + "px";
    },

    _unitAt: function (containerPoint) {
      var place = this.map.containerPointToLatLng(containerPoint);
      return loopwise.project(place.lat, place.lng);
    },

    _movePin: function () {
      this.state.tours.pin.at = this._unitAt(this.drag.to.subtract(this.drag.grip));
      loopwise.queue.add(this.state.tours);
    },

    _up: function () {
      var drag = this.drag;
      if (!drag) return;
      this.drag = null;
      this.box.hidden = true;
      var far = drag.from.distanceTo(drag.to) >= SMALLEST_BOX;
      if (drag.what === "box" && !far) return; // a Shift-click: Leaflet's click follows
      this.skipClick = true;
      if (drag.what === "box") this._endBox(drag);
      else if (far) this._dropPin(this._placeAt(this.state.tours.pin.at));
    },

    _endBox: function (drag) {
      var ids = this.state.accounts.inside(this._unitAt(drag.from), this._unitAt(drag.to));
      if (this.state.bridge) this.state.bridge.boxSelected(JSON.stringify(ids));
    },

    _placeAt: function (unit) {
      var place = loopwise.unproject(unit[0], unit[1]);
      return L.latLng(place[0], place[1]);
    },

    _dropPin: function (place) {
      var pin = this.state.tours.pin;
      if (this.state.bridge) this.state.bridge.pinMoved(pin.id, place.lat, place.lng);
      this.endPin();
    },

    _key: function (event) {
      if (event.key !== "Escape") return;
      this.drag = null;
      this.box.hidden = true;
      this.endPin();
    },
  };
})();
