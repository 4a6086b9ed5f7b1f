// As core.h, for tests.
#pragma once

#include "core.h"

#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
