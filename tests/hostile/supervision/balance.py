"""Compares what the peers have done with what the receiver has seen."""

# How a conversation may end before its time: descriptors that were lost, and peers that are gone.
EXPECTED_ERRORS = {"EMFILE", "ECONNRESET", "EPIPE"}

# How a server may fail: its path is taken, or there is no descriptor for a client.
EXPECTED_SERVER_ERRORS = {"EADDRINUSE", "EMFILE"}

# What is left to chance and must not be left out.
TRIED = ["empty", "urgent", "cut", "malformed", "crowded", "truncated", "nested", "tampered", "returned"]
HAPPENED = ["accepted", "refused", "thrown", "destroyed", "dropped", "urgent", "writes"]

# What may be held for handles that nobody has claimed (I4).
MOST_HELD = 64


def total(reports, key):
    """The sum of one figure over several reports."""
    return sum(report[key] for report in reports)


def kinds(reports):
    """How many descriptors of each kind have been sent."""
    return {name: sum(report["kinds"][name] for report in reports) for name in reports[0]["kinds"]}


def in_vain(reports):
    """How many messages with descriptors were such that a receiver may have to report a loss."""
    return total(reports, "truncated") + total(reports, "tampered")


def losses(report):
    """How many conversations the receiver has ended for lack of descriptors."""
    return report["errors"].get("EMFILE", 0)


def imbalances(peers, receiver, fed, messages):
    """
    A sentence for everything that is not as it must be. `fed` is what the receiver had reported before
    it was left without descriptors, and how many losses were due by then.
    """
    sent = {key: total(peers, key) for key in peers[0] if key != "kinds"}
    handles = sum(receiver["handles"].values())
    descriptors = sum(kinds(peers).values())
    before, due = fed

    checks = [
        (not receiver["failures"], f"the receiver complains: {receiver['failures']}"),
        (sent["messages"] >= messages, f"only {sent['messages']} messages were sent"),
        (sent["mismatched"] == 0, f"{sent['mismatched']} conversations were answered wrongly"),
        (sent["stuck"] == 0, f"{sent['stuck']} conversations were stuck"),
        (sent["complete"] > 0, "no conversation was complete"),
        (receiver["closed"] == receiver["conversations"], "not every conversation has closed"),
        (receiver["serversClosed"] == receiver["servers"], "not every server has closed"),
        (receiver["callbacks"] == receiver["writes"], "not every write has been called back, once"),
        (receiver["uncaught"] == receiver["thrown"], "not every exception was uncaught, once"),
        (not receiver["left"], f"descriptors are left open: {receiver['left']}"),
        (receiver["heldAtMost"] <= MOST_HELD, f"{receiver['heldAtMost']} descriptors were held"),
        (receiver["heldAtMost"] > MOST_HELD / 2, "hardly any descriptors were ever held"),
        (receiver["messages"] <= sent["messages"], "more messages came than were sent"),
        (receiver["bytes"] <= sent["bytes"], "more bytes came than were sent"),
        (handles <= descriptors, "more handles came than were sent"),
        (before["starved"] == 0, "a handle was refused for lack of descriptors that were there"),
        (losses(before) > 0, "no loss of descriptors was reported"),
        (losses(before) <= due, "losses were reported that were none"),
        (losses(receiver) > losses(before), "with no descriptors left nothing was lost"),
    ]
    for theirs, ours in [
        ("complete", "replied"),
        ("completeMessages", "repliedMessages"),
        ("completeBytes", "repliedBytes"),
        ("completeHandles", "repliedHandles"),
    ]:
        checks.append((sent[theirs] <= receiver[ours], f"{theirs} is more than {ours}"))
    for key in TRIED:
        checks.append((sent[key] > 0, f"'{key}' has not been tried"))
    for key in HAPPENED:
        checks.append((receiver[key] > 0, f"'{key}' has not happened"))
    for name, count in kinds(peers).items():
        checks.append((count > 0, f"no descriptor of the kind '{name}' was sent"))
    for name in receiver["names"]:
        checks.append((receiver["behaviours"].get(name, 0) > 0, f"the receiver never {name}"))
    for code, count in receiver["errors"].items():
        checks.append((code in EXPECTED_ERRORS, f"{count} conversations ended with {code}"))
    for code, count in receiver["serverErrors"].items():
        checks.append((code in EXPECTED_SERVER_ERRORS, f"a server failed {count} times with {code}"))
    for code in before["serverErrors"]:
        checks.append((code == "EADDRINUSE", f"a server failed with {code}"))
    return [sentence for holds, sentence in checks if not holds]
