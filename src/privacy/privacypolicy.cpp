#include "privacy/privacypolicy.h"
