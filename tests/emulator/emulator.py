"""Starts the emulator for a test; fits into a pytest fixture as it is."""
import contextlib
import json
import subprocess


@contextlib.contextmanager
def emulator(program, *arguments):
    """Yields what the emulator says once it serves: url, rest_api_key, client_secret, redirect_uris, users, env."""
    command = [program, "emulator", "--port", "0", "--json", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()
