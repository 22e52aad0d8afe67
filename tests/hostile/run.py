"""
Leads a campaign of hostile peers against a receiver, and compares what both sides say of it.

Exits with 0 when everything balances, with 1 and a list of what does not otherwise. The last line is a
summary of the figures.
"""

import argparse
import os
import pathlib
import shutil
import signal
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).parent))

from supervision import balance, idleness  # noqa: E402
from supervision.processes import Failure, Process  # noqa: E402
from supervision.squatting import squat  # noqa: E402
from supervision.starving import famished, starving  # noqa: E402

# Peers that attack side by side. One of them has no rights, and few descriptors.
ATTACKERS = 4

# A user that nothing else runs as, so that nobody else's descriptors on their way count.
USER = 200_000 + os.getpid()
LIMIT = 128

# Of so many messages one is sent again to a receiver with hardly any descriptors.
STARVED_SHARE = 20

# Connections that come and go, that are there at once, and that are left behind. The last are as many
# as there are states to be left in times what a receiver does in turn, which share no divisor.
STORM = 2000
FLOOD = 300
LOITERERS = 13 * 15

# Clients of a server without descriptors: less than its queue holds.
WAITING = 100


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", required=True, help="the executable built from tests/hostile/peer")
    parser.add_argument(
        "--messages",
        type=int,
        default=os.environ.get("MESSAGES", "100000"),
        help="how many to send at least (from the environment, or 100000)",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=os.environ.get("SEED", "1"),
        help="what determines the peers (from the environment, or 1)",
    )
    parser.add_argument("command", nargs="+", help="the receiver, but for its path; after --")
    return parser.parse_args()


class Campaign:
    """One receiver, and all that is done to it."""

    def __init__(self, arguments, directory):
        self.arguments = arguments
        self.path = os.path.join(directory, "s")
        self.reports = []
        self.running = []

    def progress(self, text):
        """Says what is going on, to whoever watches."""
        if sys.stderr.isatty():
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)

    def start(self, name, command, **options):
        process = Process(name, command, **options)
        self.running.append(process)
        return process

    def peer(self, mode, count, *options):
        seed = self.arguments.seed * 1000 + len(self.running)
        words = ["--mode", mode, "--count", count, "--seed", seed, *options, self.path]
        return self.start(f"peer {mode} (seed {seed})", [self.arguments.peer, *words])

    def finish(self, *peers):
        self.reports += [peer.finish() for peer in peers]

    def attack(self, messages):
        self.progress(f"attacking with {messages} messages")
        share = -(-messages // ATTACKERS)
        options = [("--limit", LIMIT, "--user", USER)] + [()] * (ATTACKERS - 1)
        # The first stands for the others, which are as fast.
        first, *others = [self.peer("attack", share, *words) for words in options]
        said = first.finish(lambda sent: self.progress(f"{int(sent) * ATTACKERS} of {messages} messages"))
        self.reports.append(said)
        self.finish(*others)

    def run(self):
        """
        Everything in turn. Returns what the receiver reports at the end and before it was starved, how
        many descriptors were sent in vain by then, and the CPU time of an idle second.
        """
        messages = self.arguments.messages
        self.progress("starting")
        # Everybody may connect, also the peer without rights.
        receiver = self.start("receiver", [*self.arguments.command, self.path], umask=0)
        receiver.expect("listening")
        self.attack(messages)
        self.progress("storming and flooding")
        self.finish(self.peer("storm", STORM), self.peer("flood", FLOOD))
        self.progress("squatting")
        squat(receiver, self.path)
        fed = receiver.report(), balance.in_vain(self.reports)
        with starving(receiver.pid):
            self.attack(messages // STARVED_SHARE)
        idle = [self.idle_with_nobody_served(receiver), self.idle_with_loiterers(receiver)]
        self.progress("ending")
        report = receiver.finish()
        self.progress("")
        return report, fed, max(idle)

    def idle_with_nobody_served(self, receiver):
        """The CPU time of a second in which clients wait, and no descriptor can be had for them."""
        self.progress("starving to the last")
        with famished(receiver.pid):
            waiting = self.peer("loiter", WAITING)
            waiting.expect("settled")
            idle = idleness.idle_milliseconds(receiver.pid)
            receiver.report()
        self.finish(waiting)
        return idle

    def idle_with_loiterers(self, receiver):
        """The CPU time of a second in which connections are there, in every state."""
        self.progress("loitering")
        receiver.tell("stall")
        loiterer = self.peer("loiter", LOITERERS)
        loiterer.expect("settled")
        idle = idleness.idle_milliseconds(receiver.pid)
        # At rest, and not stuck.
        receiver.report()
        self.finish(loiterer)
        return idle

    def aborts(self):
        """How many of its processes a signal has ended."""
        return sum(process.status() < 0 for process in self.running)

    def kill(self):
        """Ends whatever is left of it."""
        for process in self.running:
            process.kill()


def summary(campaign, report, idle):
    """One line."""
    sent = campaign.reports
    kinds = balance.kinds(sent)
    return (
        f"hostile: {balance.total(sent, 'messages')} messages, "
        f"{sum(kinds.values())} descriptors of {len(kinds)} kinds, "
        f"{balance.total(sent, 'bytes')} bytes, "
        f"{balance.total(sent, 'connections')} connections, "
        f"{sum(report['handles'].values())} handles told, {report['accepted']} accepted, "
        f"{report['errors'].get('EMFILE', 0)} losses reported, "
        f"{report['heldAtMost']} held at most, idle {idle:.1f} ms, {campaign.aborts()} aborts "
        f"(seed {campaign.arguments.seed})"
    )


def main():
    arguments = parse_arguments()
    # Nothing is left behind by a campaign that is broken off.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    directory = tempfile.mkdtemp(prefix="hostile-")
    os.chmod(directory, 0o755)
    campaign = Campaign(arguments, directory)
    try:
        report, fed, idle = campaign.run()
    except Failure as failure:
        print(f"hostile: {failure} (seed {arguments.seed})", file=sys.stderr)
        return 1
    finally:
        campaign.kill()
        shutil.rmtree(directory)
    problems = balance.imbalances(campaign.reports, report, fed, arguments.messages)
    if idle >= idleness.LIMIT:
        problems.append(f"an idle second takes {idle:.1f} ms of CPU time")
    for problem in problems:
        print(f"hostile: {problem}", file=sys.stderr)
    print(summary(campaign, report, idle))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
