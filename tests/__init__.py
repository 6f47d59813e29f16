"""Tests, as a package so that helpers can be shared: `from tests.postgres import PostgresServer`."""
