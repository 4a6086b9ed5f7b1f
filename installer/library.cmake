# The library that agents link, its headers, and how CMake and pkg-config find it.
include(CMakePackageConfigHelpers)

set(package ${CMAKE_INSTALL_LIBDIR}/cmake/MimirStore)
install(TARGETS mimir-store EXPORT MimirStore
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT library NAMELINK_COMPONENT library
    FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} COMPONENT library)
install(EXPORT MimirStore FILE MimirStoreTargets.cmake NAMESPACE Mimir:: DESTINATION ${package} COMPONENT library)

configure_package_config_file(${CMAKE_CURRENT_LIST_DIR}/library/MimirStoreConfig.cmake.in
    ${PROJECT_BINARY_DIR}/MimirStoreConfig.cmake INSTALL_DESTINATION ${package})
# Before 1.0 each minor version may break the interface.
write_basic_package_version_file(${PROJECT_BINARY_DIR}/MimirStoreConfigVersion.cmake
    VERSION ${PROJECT_VERSION} COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/MimirStoreConfig.cmake ${PROJECT_BINARY_DIR}/MimirStoreConfigVersion.cmake
    DESTINATION ${package} COMPONENT library)

# Located relative to this file, so that a tree can be moved, or installed with another prefix than configured.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}" OR IS_ABSOLUTE "${CMAKE_INSTALL_INCLUDEDIR}")
    set(MIMIR_PC_PREFIX ${CMAKE_INSTALL_PREFIX})
    set(MIMIR_PC_LIBDIR ${CMAKE_INSTALL_FULL_LIBDIR})
    set(MIMIR_PC_INCLUDEDIR ${CMAKE_INSTALL_FULL_INCLUDEDIR})
else()
    file(RELATIVE_PATH up /prefix/${CMAKE_INSTALL_LIBDIR}/pkgconfig /prefix)
    set(MIMIR_PC_PREFIX "\${pcfiledir}/${up}")
    set(MIMIR_PC_LIBDIR "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
    set(MIMIR_PC_INCLUDEDIR "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
endif()
configure_file(${CMAKE_CURRENT_LIST_DIR}/library/mimir-store.pc.in ${PROJECT_BINARY_DIR}/mimir-store.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/mimir-store.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT library)
