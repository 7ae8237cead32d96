(function () {
  "use strict";
  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u0111/g, "d").replace(/\u00a0/g, " ");
  }
  function list(found) { return Array.prototype.slice.call(found); }
  list(document.querySelectorAll(".filter")).forEach(function (bar) {
    var table = document.getElementById(bar.getAttribute("data-for"));
    var box = bar.querySelector("input");
    var choices = list(bar.querySelectorAll("select"));
    var status = bar.querySelector("[role=status]");
    var bodies = null;
    bar.hidden = false;
    function read() {
      return list(table.tBodies).map(function (body) {
        var head = body.querySelector("tr.group");
        var about = head ? plain(head.textContent) + " " : "";
        var rows = list(body.rows).filter(function (row) { return row.hasAttribute("data-k"); });
        return {body: body, rows: rows.map(function (row) {
          return {row: row, text: about + plain(row.textContent), kinds: row.getAttribute("data-k").split(" ")};
        })};
      });
    }
    function filter() {
      bodies = bodies || read();
      var words = plain(box.value).split(/\s+/).filter(Boolean);
      var wanted = choices.map(function (choice) { return choice.value; }).filter(Boolean);
      var shown = 0, all = 0;
      bodies.forEach(function (part) {
        var here = 0;
        part.rows.forEach(function (one) {
          var fits = words.every(function (word) { return one.text.indexOf(word) >= 0; }) &&
            wanted.every(function (kind) { return one.kinds.indexOf(kind) >= 0; });
          if (one.row.hidden === fits) { one.row.hidden = !fits; }
          here += fits ? 1 : 0;
        });
        part.body.hidden = here === 0;
        shown += here;
        all += part.rows.length;
      });
      status.textContent = shown + "/" + all;
    }
    box.addEventListener("input", filter);
    choices.forEach(function (choice) { choice.addEventListener("change", filter); });
  });
}());
