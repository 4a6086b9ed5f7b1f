// As tray.h, for its tests.
#pragma once

#include "tests.h"
#include "tray.h"
