"""Recorded items of all four types, the same for the same seed, with the oddities of real input."""

import random

TEXTS = [
    "", " ", "Fix the login bug", "naïve café – “quotes” …", "日本語のテキスト", "שלום עולם and العربية",
    "👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301", "tab\tnew\nline\r\nand \u0001\u001f\u007f", 'back\\slash "quoted" </script>',
    "'; DROP TABLE messages; --", "\u2028\u2029\ufeff\u200b", "x" * 3000, "\U0010ffff\ud7ff\ue000", "null", "0", "{}",
]
NUMBERS = [0, -1, 1, 0.1, -2.5e-7, 1e21, 2**53 + 1, -(2**63), 2**64 - 1, 123456789012345678901234567890]
BASE = 1_763_000_000_000


def value(r, depth=0):
    """Any JSON value."""
    kind = r.randrange(8 if depth < 4 else 5)
    if kind == 0:
        return r.choice([True, False, None])
    if kind <= 2:
        return r.choice(NUMBERS)
    if kind <= 4:
        return r.choice(TEXTS)
    if kind == 5:
        return [value(r, depth + 1) for _ in range(r.randrange(4))]
    return {r.choice(TEXTS[:9]) + str(i): value(r, depth + 1) for i in range(r.randrange(4))}


def sometimes(r, item, **fields):
    """Present, explicitly null, or absent."""
    for name, content in fields.items():
        chance = r.random()
        if chance < 0.7:
            item[name] = content
        elif chance < 0.85:
            item[name] = None
    return item


def unknown(r, item):
    if r.random() < 0.3:
        item["x_future"] = value(r)
    if r.random() < 0.1:
        item["x-" + r.choice(["dash", "ü", "emoji 🎉"])] = r.choice(NUMBERS)
    return item


def conversation(r, prefix, i):
    item = {"type": "conversation", "id": f"{prefix}c{i}"}
    sometimes(r, item, title=r.choice(TEXTS), status=r.choice(["active", "archived", "of the future"]),
              provider=r.choice(["anthropic", ""]), model="model-1", workspace=f"/home/ada/p{i % 7}",
              repository="https://example.org/ada/shop.git", visibility="personal", created_at=BASE + i * 1000)
    return unknown(r, item)


# What they print is sent at every level; these recordings are about syncing, not about what is withheld.
QUIET_COMMANDS = ["ls -la", "git status", "cargo build"]


def message(r, prefix, i, of):
    item = {"type": "message", "id": f"{prefix}m{i}", "conversation_id": f"{prefix}c{of}",
            "role": r.choice(["user", "assistant", "system"])}
    sometimes(r, item, content=r.choice(TEXTS) + r.choice(TEXTS), timestamp=BASE + i * 1000 + 1,
              input_tokens=r.randrange(10**6), output_tokens=r.randrange(10**4), cost=r.choice([0.25, 0.0031, 1e-7]),
              metadata=value(r))
    return unknown(r, item)


def tool_call(r, prefix, i, of):
    item = {"type": "tool_call", "id": f"{prefix}t{i}", "conversation_id": f"{prefix}c{of}", "tool_name": "todo_write"}
    sometimes(r, item, message_id=f"{prefix}m{i}", arguments=value(r), result=value(r),
              status=r.choice(["pending", "running", "success", "failed"]), error=r.choice(TEXTS),
              started_at=BASE + i, completed_at=BASE + i + 5, duration_ms=5)
    return unknown(r, item)


def audit_log(r, prefix, i, of):
    item = {"type": "audit_log", "id": f"{prefix}a{i}", "event_type": r.choice(["permission", "command", "new kind"]),
            "action": r.choice(["update_plan", "todo_write"]), "conversation_id": f"{prefix}c{of}"}
    asked = {"args": value(r)} if r.random() < 0.5 else {"command": r.choice(QUIET_COMMANDS)}
    sometimes(r, item, decision=r.choice(["approved", "denied", "always", "never"]), risk_level="low",
              result=value(r), status="ok", timestamp=BASE + i, **asked)
    return unknown(r, item)


def recording(count, seed, prefix=""):
    """`count` items: 5 % conversations, 50 % messages, 30 % tool calls, the rest audit entries; children may come
    before their conversation."""
    r = random.Random(seed)
    conversations = max(1, count // 20)
    items = [conversation(r, prefix, i) for i in range(conversations)]
    for i in range(count - conversations):
        of = r.randrange(conversations)
        share = i / max(1, count - conversations)
        make = message if share < 0.53 else tool_call if share < 0.85 else audit_log
        items.append(make(r, prefix, i, of))
    r.shuffle(items)
    return items
