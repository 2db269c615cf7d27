"""Every address that the server itself answers, beside the screens and their files."""

from server import health, metrics, passwords, provider_sign_in, second_step, sign_in
from server.routes import calendar, kept_forms, papers, plain_report, search, service_forms, shared_screen

ROUTES = [
    *sign_in.ROUTES,
    *second_step.ROUTES,
    *provider_sign_in.ROUTES,
    *passwords.ROUTES,
    *health.ROUTES,
    *metrics.ROUTES,
    *kept_forms.ROUTES,
    *plain_report.ROUTES,
    *service_forms.ROUTES,
    *papers.ROUTES,
    *shared_screen.ROUTES,
    *search.ROUTES,
    *calendar.ROUTES,
]
