"""The files of the repository, as git knows them: tracked, or new and not ignored."""
import pathlib
import subprocess


def tracked_files(root):
    command = ["git", "-c", f"safe.directory={root}", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    output = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout
    paths = sorted({pathlib.Path(name.decode()) for name in output.split(b"\0") if name})
    return [path for path in paths if (root / path).is_file()]
