#: module
from collections.abc import Sequence
from typing import Any, Union, Optional, TYPE_CHECKING
if TYPE_CHECKING:
    from nowhere import Nothing
labels: Union[str, Sequence[str], None] = None
def helper(x: Optional[int] = None) -> dict[str, Any]:
    return {"x": x}
#: up
op.execute(f"SELECT {helper(3)['x']}")
