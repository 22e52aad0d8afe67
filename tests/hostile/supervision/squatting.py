"""Takes the path of a server away from it, and puts something else there."""

import os
import socket

from .processes import Failure


def _socket(path):
    held = socket.socket(socket.AF_UNIX)
    held.bind(path)
    held.listen()
    return held.close


def _file(path):
    with open(path, "w") as held:
        held.write("mine")
    return lambda: None


def _directory(path):
    os.mkdir(path)
    return lambda: None


def _dangling_link(path):
    os.symlink(path + ".nowhere", path)
    return lambda: None


def _identity(path):
    status = os.lstat(path)
    return status.st_dev, status.st_ino, status.st_mode


def _remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        os.rmdir(path)
    else:
        os.unlink(path)


def _squat(receiver, path, put):
    os.unlink(path)
    close = put(path)
    before = _identity(path)
    receiver.tell("restart")
    line = receiver.next_line()
    if line != "in use" or _identity(path) != before:
        raise Failure(f"the server has removed what was put in its place by {put.__name__}")
    close()
    _remove(path)
    receiver.expect("listening")


def squat(receiver, path):
    """
    Has the receiver close a server whose path something else has taken, and try to listen there: what
    is there stays, and the receiver listens again when it has gone. Returns how often that was tried.
    """
    receiver.tell("calm")
    receiver.expect("calm")
    squatters = [_socket, _file, _directory, _dangling_link]
    for put in squatters:
        _squat(receiver, path, put)
    return len(squatters)
