"""Pictures that a killed server left over."""

from siteowner_reference.db import snapshots
from siteowner_reference.http.site import Site


def sweep(site: Site) -> int:
    """Deletes stored pictures that no row refers to, and gives how many.

    Nothing writes meanwhile, so none of them belongs to a request that is under way. Not to be done
    where two databases keep their pictures in the same place.
    """
    with site.writing() as work:
        kept = snapshots.picture_names(work.session)
        left_over = site.media.names() - kept
        for name in left_over:
            site.media.remove(name)
    return len(left_over)
