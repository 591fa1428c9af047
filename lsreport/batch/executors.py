"""Where workers come from: processes of this machine, or a cluster of Dask.

Comes in: how many, or an address. Goes out: `Workers`: a way to get a
`concurrent.futures.Executor`, and another one when its processes have died.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lsreport.batch.pool import ProcessPool
from lsreport.errors import UsageError
from lsreport.i18n import _

if TYPE_CHECKING:
    from distributed import Client

_MOST = 61  # processes that Windows can wait for
_SECONDS = 10  # how long the scheduler of a cluster may take to answer


@dataclass(frozen=True, slots=True)
class Workers:
    """How many documents are drawn at a time, and a way to get the executor that draws them."""

    count: int
    open: Callable[[], AbstractContextManager[Executor]]


def processes(count: int) -> Workers:
    """Return worker processes of this machine."""
    most = min(count, _MOST)
    return Workers(most, lambda: ProcessPool(most))


def dask_workers(address: str) -> Workers:
    """Return the workers of a cluster of Dask, which see the workspace under the same path.

    Raises UsageError where Dask is not installed or nobody answers at the address.
    """
    with _cluster(address) as client:
        count = sum(client.nthreads().values())
    if not count:
        raise UsageError.one(
            "cum-khong-co-may",
            _("cụm Dask «{address}» chưa có tiến trình làm việc nào").format(address=address),
            _("chạy lệnh dask worker {address} trên các máy rồi làm lại").format(address=address),
        )

    @contextmanager
    def executor() -> Iterator[Executor]:
        with _cluster(address) as client, client.get_executor(pure=False) as found:
            yield found

    return Workers(count, executor)


@contextmanager
def _cluster(address: str) -> Iterator[Client]:
    try:
        from distributed import Client
    except ImportError:
        raise UsageError.one(
            "chua-co-dask",
            _("chưa cài Dask, cần cho --dask"),
            _("cài bằng lệnh: pip install 'lsreport[dask]'"),
        ) from None
    try:
        client = Client(address, timeout=_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError.one(
            "khong-noi-duoc-cum",
            _("không nối được với cụm Dask «{address}»: {reason}").format(
                address=address, reason=str(error).partition("\n")[0]
            ),
            _("kiểm tra địa chỉ, như tcp://192.168.1.10:8786, và dask scheduler có đang chạy"),
        ) from None
    with client:
        yield client
