// Nudge, help card and the note on long use. They stand in web pages, beside somebody's own words: calm, short, no blame.
import type { CareWords } from "../../../core/nudge/care-words.ts";

export const careEnglish: CareWords = {
  nudge: {
    label: "A note before you send",
    seen: {
      phone: "This looks like a phone number.",
      address: {
        teen: "This looks like a home address.",
        young: "This looks like where you live.",
      },
      name: {
        teen: "This is your full name and your school.",
        young: "This is your name and your school.",
      },
      password: "This looks like a password.",
      meeting: { teen: "This sounds like meeting up.", young: "This sounds like meeting someone." },
    },
    why: {
      phone: {
        teen: "Once it is sent, you can’t take it back, and anybody can pass it on. Do you know who will read it?",
        young: "Keep it for people you know. Ask a grown-up first.",
      },
      address: {
        teen: "Somebody who knows where you live can turn up there. Do you know who will read it?",
        young: "Keep it for people you know. Ask a grown-up first.",
      },
      name: {
        teen: "With both, somebody you don’t know could find you.",
        young: "Someone you don’t know could find you. Ask a grown-up first.",
      },
      password: {
        teen: "Nobody you can trust needs it. With it, somebody else can be you.",
        young: "It is just for you. Friends do not need it.",
      },
      meeting: {
        teen: "People online aren’t always who they say they are. If you meet, take an adult you trust.",
        young: "Never go on your own. Ask a grown-up first.",
      },
    },
    takeOut: "Take it out",
    sure: "I’m sure",
    kept: {
      teen: "It’s your choice. Nobody is told about this note.",
      young: "You choose. No one is told about this note.",
    },
    keys: "Press Tab for your choices, or Escape to go on.",
    gone: { teen: "It’s out. Ctrl and Z brings it back.", young: "It is out. Well done!" },
  },
  card: {
    label: "People to talk to",
    title: {
      "self-harm": { teen: "You don’t have to carry this alone", young: "You can talk to someone" },
      eating: { teen: "Is food, or your body, on your mind?", young: "You can talk to someone" },
      abuse: { teen: "If somebody hurts you, it isn’t your fault", young: "It is not your fault" },
    },
    lead: {
      teen: "Whatever you’re looking for, and whatever the reason: these people listen. They won’t judge you.",
      young: "Are you sad, hurt or scared? These people are kind. They will listen.",
    },
    danger: "In danger right now? Ring {number}.",
    school: "Tell somebody at school",
    away: "Put this away",
    kept: {
      teen: "This card is not a report. Nobody is told that you saw it.",
      young: "No one is told that you saw this.",
    },
    does: {
      childline: {
        teen: "About anything, if you’re under 19. Free, day and night.",
        young: "Kind grown-ups who listen. Free, day and night.",
      },
      papyrus: "For when you don’t want to live. Day and night.",
      samaritans: "They listen, day and night, for free.",
      shout: "By text, when it’s all too much. Free, any time.",
      beat: "About eating disorders.",
      ceop: {
        teen: "Police who deal with people who harm children online.",
        young: "Police who help. Ask a grown-up to help you.",
      },
      "report-remove": {
        teen: "Is a nude picture of you online? If you’re under 18, they can try to get it taken down.",
        young: "If a private picture of you is online, they can help. Ask a grown-up to help you.",
      },
      nspcc: "For adults worried about a child.",
    },
    text: "text {what}",
  },
  rest: {
    label: "A short break",
    title: { teen: "Time for a short break?", young: "Time to rest your eyes?" },
    lead: {
      teen: "You’ve been here for about {minutes} minutes. Stand up, look out of the window, drink some water.",
      young:
        "You have been here for about {minutes} minutes. Stand up, look far away and have a drink.",
    },
    away: "OK",
    kept: {
      teen: "Nobody is told. The minutes are counted on this Chromebook alone.",
      young: "No one is told.",
    },
  },
};
