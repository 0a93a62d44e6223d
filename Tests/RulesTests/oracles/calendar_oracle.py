"""Prints `day,chinesecalendar,holidays` for every day of the years given, 1 where the oracle says
that the day is worked. The oracles are the packages of those names, the versions go first."""

import datetime
import importlib.metadata
import sys

import chinese_calendar
import holidays

first, last = int(sys.argv[1]), int(sys.argv[2])
for name in ("chinesecalendar", "holidays"):
    print(f"# {name} {importlib.metadata.version(name)}")
china = holidays.country_holidays("CN", years=range(first, last + 1))
day = datetime.date(first, 1, 1)
while day.year <= last:
    one = int(chinese_calendar.is_workday(day))
    two = int(china.is_working_day(day))
    print(f"{day},{one},{two}")
    day += datetime.timedelta(days=1)
