# SPDX-License-Identifier: GPL-3.0-or-later
"""What the end-to-end tests share. Every wait is bounded and polls a condition; every process is ended by its id."""
