// Who is here: open somebody's chat, let somebody new in, found a group.

import { avatar, element, made } from "/page/dom.js";
import { shown } from "/page/dialogs.js";
import { begin, codeOf } from "/page/links.js";
import { call } from "/page/server.js";
import { groupsOf, newcomer, town } from "/page/town.js";

// `link` is for somebody new who opens it.
export async function openPeople(house, link = "") {
  const dialog = made("people-dialog");
  const find = (part) => dialog.querySelector(part);
  const go = (person, chat) => {
    dialog.close("");
    house.open(person, chat);
  };
  find(".people").replaceChildren(...town.people.map((each) => line(each, house, go)));
  find(".members").replaceChildren(...town.people.filter((each) => !each.deactivated).map(member));
  find("details.group").hidden = town.people.length === 0;
  const problem = find(".problem");
  onSubmit(find(".newcomer"), problem, (form) => letIn(form, go));
  onSubmit(find(".founding"), problem, (form) => found(form, house, go));
  find(".newcomer").elements.code.value = link;
  const closed = shown(dialog);
  if (link || !town.people.length) find(".newcomer").elements.name.focus();
  await closed;
}

function onSubmit(form, problem, action) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.textContent = "";
    try {
      await action(form);
    } catch (reason) {
      problem.textContent = reason.message;
    }
  });
}

function line(person, house, go) {
  const { id, first_name: name } = person;
  const state = person.deactivated ? "account deleted" : person.blocked ? "has blocked the bot" : person.language_code;
  const about = element("span", { className: "faint", textContent: state ?? "" });
  const open = element("button", { type: "button", className: "entry" },
    avatar(name, id), element("span", { textContent: name, dir: "auto" }), about);
  if (house.find(id)) open.append(element("span", { className: "tag", textContent: "open" }));
  open.addEventListener("click", () => go(id, id));
  const groups = groupsOf(id).filter((group) => !group.migrated_to).map((group) => {
    const enter = element("button", { type: "button", className: "chip", textContent: `in ${group.title}`, dir: "auto" });
    enter.ariaLabel = `${name} in ${group.title}`;
    enter.addEventListener("click", () => go(id, group.id));
    return enter;
  });
  return element("li", {}, open, ...groups);
}

function member({ id, first_name: name }) {
  const tick = element("input", { type: "checkbox", name: "member", value: id });
  return element("label", { className: "tick", dir: "auto" }, tick, ` ${name}`);
}

async function letIn(form, go) {
  const fields = form.elements;
  const person = await newcomer(fields.name.value.trim(), fields.language.value.trim());
  go(person.id, person.id);
  if (fields.code.value.trim()) await begin(person.id, codeOf(fields.code.value));
}

async function found(form, house, go) {
  const ticked = [...form.querySelectorAll("input[name=member]:checked")];
  const members = ticked.map((each) => Number(each.value));
  if (!members.length) throw new Error("Choose who is in the group.");
  const bot = { bot_admin: form.elements.administrator.checked };
  const group = await call("POST", "/sandbox/groups", { title: form.elements.title.value.trim(), members, ...bot });
  await house.refresh();
  go(members[0], group.id);
}
