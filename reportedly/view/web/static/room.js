// What pages do beyond reading: dropped files go to the corpus. Pages can be read without it.

const drop = document.getElementById("drop");

if (drop) {
  const list = document.getElementById("imports");
  const rows = new Map();

  const say = (id, text) => {
    if (!rows.has(id)) rows.set(id, list.appendChild(document.createElement("li")));
    rows.get(id).textContent = text;
  };

  const words = (item) => {
    const facts = [item.state, `${item.n_added} added`];
    if (item.n_there) facts.push(`${item.n_there} there already`);
    return [`${item.name}: ${facts.join(", ")}`, ...item.errors].join(" · ");
  };

  const follow = async () => {
    const answer = await fetch("/imports.json");
    const { imports } = await answer.json();
    for (const item of imports) say(item.id, words(item));
    if (imports.some((item) => item.state !== "done")) setTimeout(follow, 500);
  };

  const send = async (files) => {
    for (const file of files) {
      const address = `/imports.json?name=${encodeURIComponent(file.name)}`;
      let answer = await fetch(address, { method: "POST", body: file });
      while (answer.status === 503) {
        await follow();
        await new Promise((resolve) => setTimeout(resolve, 2000));
        answer = await fetch(address, { method: "POST", body: file });
      }
      const found = await answer.json();
      if (answer.ok) say(found.id, words(found));
      else say(`${file.name} refused`, `${file.name}: ${found.error.found}. ${found.error.cure}`);
    }
    follow();
  };

  drop.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  drop.addEventListener("dragleave", () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    send(event.dataTransfer.files);
  });
  document.getElementById("files").addEventListener("change", (event) => send(event.target.files));
}
